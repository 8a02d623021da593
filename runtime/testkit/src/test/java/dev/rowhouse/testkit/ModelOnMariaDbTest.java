package dev.rowhouse.testkit;

import dev.rowhouse.databases.Databases;
import dev.rowhouse.databases.On;
import dev.rowhouse.databases.Product;

@On(Product.MARIADB)
class ModelOnMariaDbTest extends ModelContract {
    ModelOnMariaDbTest(Databases databases) {
        super(databases);
    }
}
