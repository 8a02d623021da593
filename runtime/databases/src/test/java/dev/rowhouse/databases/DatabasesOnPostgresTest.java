package dev.rowhouse.databases;

@On(Product.POSTGRESQL)
class DatabasesOnPostgresTest extends DatabasesContract {
    DatabasesOnPostgresTest(Databases databases) {
        super(databases);
    }
}
