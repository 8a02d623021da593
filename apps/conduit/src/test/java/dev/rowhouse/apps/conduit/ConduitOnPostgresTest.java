package dev.rowhouse.apps.conduit;

import java.util.List;

/** On a real PostgreSQL, which the test starts. */
class ConduitOnPostgresTest extends ConduitContract {
    ConduitOnPostgresTest() {
        super(Row.onPostgres(List.of("alone")));
    }
}
