package dev.rowhouse.apps.library.tables;

import dev.rowhouse.databases.Databases;
import dev.rowhouse.databases.On;
import dev.rowhouse.databases.Product;

@On(Product.MARIADB)
class TablesOnMariaDbTest extends TablesContract {
    TablesOnMariaDbTest(Databases databases) {
        super(databases);
    }
}
