package dev.rowhouse.apps.conduit;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What an instance promises, whatever its database. One instance for all: scenarios don't get into each other's way. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class ConduitContract {
    private final Row row;

    /** With a row of one instance. */
    ConduitContract(Row row) {
        this.row = row;
    }

    @AfterAll
    void closeRow() {
        row.close();
    }

    @TestFactory
    Stream<DynamicTest> keepsWhatItPromises() {
        return Scenarios.tests(row.clients().getFirst());
    }
}
