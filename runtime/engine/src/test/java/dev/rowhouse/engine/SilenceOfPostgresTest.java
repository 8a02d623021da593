package dev.rowhouse.engine;

/** The connections of a PostgreSQL whose process is stopped. */
class SilenceOfPostgresTest extends SilenceContract {
    SilenceOfPostgresTest() {
        super(dev.rowhouse.databases.Product.POSTGRESQL, "select pg_sleep(2)");
    }
}
