package dev.rowhouse.engine;

import dev.rowhouse.databases.Databases;
import dev.rowhouse.databases.On;
import dev.rowhouse.databases.Product;

@On(Product.POSTGRESQL)
class ReflectionOnPostgresTest extends ReflectionContract {
    ReflectionOnPostgresTest(Databases databases) {
        super(databases);
    }

    @Override
    boolean databasesCanAlter() {
        return true;
    }

    @Override
    String stored() {
        return "stored";
    }

    @Override
    Number integer(int value) {
        return value;
    }
}
