package dev.rowhouse.apps.library.tables;

import dev.rowhouse.databases.Databases;
import dev.rowhouse.databases.On;
import dev.rowhouse.databases.Product;

@On(Product.H2)
class TablesOnH2Test extends TablesContract {
    TablesOnH2Test(Databases databases) {
        super(databases);
    }
}
