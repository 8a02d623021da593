package dev.rowhouse.xa;

import dev.rowhouse.databases.Databases;
import dev.rowhouse.databases.On;
import dev.rowhouse.databases.Product;

@On(Product.MARIADB)
class CrashesOnMariaDbTest extends CrashesContract {
    CrashesOnMariaDbTest(Databases databases) {
        super(databases, false);
    }
}
