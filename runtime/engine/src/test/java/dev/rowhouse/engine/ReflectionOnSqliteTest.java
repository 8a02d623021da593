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

    @Override
    String[] made() {
        return new String[]{"create table counted (id integer primary key, note varchar(9))",
                "create table counted_ever (id integer primary key autoincrement, note varchar(9))"};
    }
}
