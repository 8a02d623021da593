package dev.rowhouse.engine;

import dev.rowhouse.databases.Databases;
import dev.rowhouse.databases.On;
import dev.rowhouse.databases.Product;

@On(Product.SQLITE)
class ReflectionOnSqliteTest extends ReflectionContract {
    ReflectionOnSqliteTest(Databases databases) {
        super(databases);
    }

    @Override
    boolean databasesCanAlter() {
        return false;
    }

    @Override
    String stored() {
        return "stored";
    }

    @Override
    Number integer(int value) {
        return (long) value;
    }
}
