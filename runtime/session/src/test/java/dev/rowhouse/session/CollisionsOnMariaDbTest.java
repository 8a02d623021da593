package dev.rowhouse.session;

import dev.rowhouse.databases.Databases;
import dev.rowhouse.databases.On;
import dev.rowhouse.databases.Product;

@On(Product.MARIADB)
class CollisionsOnMariaDbTest extends CollisionsInTransactions {
    CollisionsOnMariaDbTest(Databases databases) {
        super(databases);
    }
}
