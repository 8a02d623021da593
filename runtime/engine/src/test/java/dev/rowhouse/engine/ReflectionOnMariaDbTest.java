package dev.rowhouse.engine;

import dev.rowhouse.databases.Databases;
import dev.rowhouse.databases.On;
import dev.rowhouse.databases.Product;

@On(Product.MARIADB)
class ReflectionOnMariaDbTest extends ReflectionContract {
    ReflectionOnMariaDbTest(Databases databases) {
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

    @Override
    String[] made() {
        return new String[]{"create sequence numbers",
                "create table numbered (id bigint default nextval(numbers) primary key, note varchar(9))",
                "create table random (id uuid default uuid() primary key, note varchar(9))",
                "create table counted (id int unsigned auto_increment primary key, note varchar(9))",
                "create table counted_big (note varchar(9), id bigint not null auto_increment, primary key (id))"};
    }
}
