package dev.rowhouse.session;

import dev.rowhouse.databases.Databases;
import dev.rowhouse.databases.On;
import dev.rowhouse.databases.Product;

@On(Product.H2)
class CollisionsOnH2Test extends CollisionsInTransactions {
    CollisionsOnH2Test(Databases databases) {
        super(databases);
    }
}
