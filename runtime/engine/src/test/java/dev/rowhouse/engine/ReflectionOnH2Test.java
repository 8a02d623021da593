package dev.rowhouse.engine;

import dev.rowhouse.databases.Databases;
import dev.rowhouse.databases.On;
import dev.rowhouse.databases.Product;

@On(Product.H2)
class ReflectionOnH2Test extends ReflectionContract {
    ReflectionOnH2Test(Databases databases) {
        super(databases);
    }

    @Override
    boolean databasesCanAlter() {
        return true;
    }

    @Override
    String stored() {
        return "";
    }

    @Override
    Number integer(int value) {
        return value;
    }
}
