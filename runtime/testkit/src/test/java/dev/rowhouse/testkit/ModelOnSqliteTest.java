package dev.rowhouse.testkit;

import dev.rowhouse.databases.Databases;
import dev.rowhouse.databases.On;
import dev.rowhouse.databases.Product;

@On(Product.SQLITE)
class ModelOnSqliteTest extends ModelContract {
    ModelOnSqliteTest(Databases databases) {
        super(databases);
    }
}
