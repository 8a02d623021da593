package dev.rowhouse.xa;

import dev.rowhouse.databases.Databases;
import dev.rowhouse.databases.On;
import dev.rowhouse.databases.Product;

@On(Product.POSTGRESQL)
class CrashesOnPostgresTest extends CrashesContract {
    CrashesOnPostgresTest(Databases databases) {
        super(databases, true, false);
    }
}
