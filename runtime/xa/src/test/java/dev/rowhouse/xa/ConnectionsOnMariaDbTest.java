package dev.rowhouse.xa;

import dev.rowhouse.databases.Databases;
import dev.rowhouse.databases.On;
import dev.rowhouse.databases.Product;

@On(Product.MARIADB)
class ConnectionsOnMariaDbTest extends ConnectionsContract {
    ConnectionsOnMariaDbTest(Databases databases) {
        super(databases);
    }
}
