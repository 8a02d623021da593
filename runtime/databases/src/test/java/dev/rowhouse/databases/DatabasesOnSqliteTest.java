package dev.rowhouse.databases;

@On(Product.SQLITE)
class DatabasesOnSqliteTest extends DatabasesContract {
    DatabasesOnSqliteTest(Databases databases) {
        super(databases);
    }
}
