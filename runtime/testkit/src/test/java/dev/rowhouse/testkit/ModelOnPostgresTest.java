package dev.rowhouse.testkit;

import dev.rowhouse.databases.Databases;
import dev.rowhouse.databases.On;
import dev.rowhouse.databases.Product;

@On(Product.POSTGRESQL)
class ModelOnPostgresTest extends ModelContract {
    ModelOnPostgresTest(Databases databases) {
        super(databases);
    }
}
