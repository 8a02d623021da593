package dev.rowhouse.apps.library.tables;

import dev.rowhouse.databases.Databases;
import dev.rowhouse.databases.On;
import dev.rowhouse.databases.Product;

@On(Product.POSTGRESQL)
class TablesOnPostgresTest extends TablesContract {
    TablesOnPostgresTest(Databases databases) {
        super(databases);
    }
}
