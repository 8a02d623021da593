package dev.rowhouse.databases;

@On(Product.H2)
class DatabasesOnH2Test extends DatabasesContract {
    DatabasesOnH2Test(Databases databases) {
        super(databases);
    }
}
