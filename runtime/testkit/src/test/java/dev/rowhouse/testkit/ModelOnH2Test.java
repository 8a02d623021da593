package dev.rowhouse.testkit;

import dev.rowhouse.databases.Databases;
import dev.rowhouse.databases.On;
import dev.rowhouse.databases.Product;

@On(Product.H2)
class ModelOnH2Test extends ModelContract {
    ModelOnH2Test(Databases databases) {
        super(databases);
    }
}
