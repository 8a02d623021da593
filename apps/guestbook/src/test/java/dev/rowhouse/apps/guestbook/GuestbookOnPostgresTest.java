package dev.rowhouse.apps.guestbook;

import dev.rowhouse.databases.Databases;
import dev.rowhouse.databases.On;
import dev.rowhouse.databases.Product;

@On(Product.POSTGRESQL)
class GuestbookOnPostgresTest extends GuestbookContract {
    GuestbookOnPostgresTest(Databases databases) {
        super(databases);
    }
}
