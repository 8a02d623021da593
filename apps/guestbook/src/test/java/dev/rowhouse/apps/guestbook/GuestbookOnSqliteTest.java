package dev.rowhouse.apps.guestbook;

import dev.rowhouse.databases.Databases;
import dev.rowhouse.databases.On;
import dev.rowhouse.databases.Product;

@On(Product.SQLITE)
class GuestbookOnSqliteTest extends GuestbookContract {
    GuestbookOnSqliteTest(Databases databases) {
        super(databases);
    }
}
