package dev.rowhouse.engine;

/** The connections of a MariaDB whose process is stopped. */
class SilenceOfMariaDbTest extends SilenceContract {
    SilenceOfMariaDbTest() {
        super(dev.rowhouse.databases.Product.MARIADB, "select sleep(2)");
    }
}
