package dev.rowhouse.xa;

import dev.rowhouse.databases.Databases;
import dev.rowhouse.databases.On;
import dev.rowhouse.databases.Product;

@On(Product.H2)
class CrashesOnH2Test extends CrashesContract {
    CrashesOnH2Test(Databases databases) {
        super(databases, true);
    }
}
