package dev.rowhouse.shard;

import dev.rowhouse.databases.Databases;
import dev.rowhouse.databases.On;
import dev.rowhouse.databases.Product;

@On(Product.POSTGRESQL)
class HostileOnPostgresTest extends HostileContract {
    private final Databases databases;

    HostileOnPostgresTest(Databases databases) {
        this.databases = databases;
    }

    @Override
    String url(String name) {
        return databases.create("hostile_" + name);
    }
}
