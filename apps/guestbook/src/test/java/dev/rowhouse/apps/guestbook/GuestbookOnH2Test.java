package dev.rowhouse.apps.guestbook;

import dev.rowhouse.databases.Databases;
import dev.rowhouse.databases.On;
import dev.rowhouse.databases.Product;

@On(Product.H2)
class GuestbookOnH2Test extends GuestbookContract {
    GuestbookOnH2Test(Databases databases) {
        super(databases);
    }
}
