package dev.rowhouse.apps.conduit;

/** On a real PostgreSQL, where each instance has a database of its own. */
class FourInstancesOnPostgresTest extends FourInstancesContract {
    FourInstancesOnPostgresTest() {
        super(Row.onPostgres(NAMES));
    }
}
