package dev.rowhouse.databases;

@On(Product.MARIADB)
class DatabasesOnMariaDbTest extends DatabasesContract {
    DatabasesOnMariaDbTest(Databases databases) {
        super(databases);
    }
}
