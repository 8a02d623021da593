package dev.rowhouse.apps.conduit;

import dev.rowhouse.databases.Databases;
import dev.rowhouse.databases.On;
import dev.rowhouse.databases.Product;

@On(Product.POSTGRESQL)
class FourInstancesOnPostgresTest extends FourInstancesContract {
    FourInstancesOnPostgresTest(Databases databases) {
        super(Row.on(databases, NAMES));
    }
}
