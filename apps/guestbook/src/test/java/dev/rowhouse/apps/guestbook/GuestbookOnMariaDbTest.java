package dev.rowhouse.apps.guestbook;

import dev.rowhouse.databases.Databases;
import dev.rowhouse.databases.On;
import dev.rowhouse.databases.Product;

@On(Product.MARIADB)
class GuestbookOnMariaDbTest extends GuestbookContract {
    GuestbookOnMariaDbTest(Databases databases) {
        super(databases);
    }
}
