package dev.rowhouse.testkit;

import dev.rowhouse.databases.Databases;
import dev.rowhouse.databases.On;
import dev.rowhouse.databases.Product;

@On(Product.MARIADB)
class OvertimeOnMariaDbTest extends OvertimeContract {
    OvertimeOnMariaDbTest(Databases databases) {
        super(databases, "select sleep(600)");
    }
}
