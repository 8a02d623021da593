package dev.rowhouse.testkit;

import dev.rowhouse.databases.Databases;
import dev.rowhouse.databases.On;
import dev.rowhouse.databases.Product;

@On(Product.POSTGRESQL)
class OvertimeOnPostgresTest extends OvertimeContract {
    OvertimeOnPostgresTest(Databases databases) {
        super(databases, "select pg_sleep(600)");
    }
}
