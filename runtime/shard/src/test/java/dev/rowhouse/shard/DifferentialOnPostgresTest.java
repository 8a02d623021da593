package dev.rowhouse.shard;

import dev.rowhouse.databases.Databases;
import dev.rowhouse.databases.On;
import dev.rowhouse.databases.Product;

@On(Product.POSTGRESQL)
class DifferentialOnPostgresTest extends DifferentialContract {
    private final Databases databases;

    DifferentialOnPostgresTest(Databases databases) {
        this.databases = databases;
    }

    @Override
    String url(String name) {
        return databases.create("differential_" + name);
    }
}
