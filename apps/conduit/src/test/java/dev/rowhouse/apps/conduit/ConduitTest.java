package dev.rowhouse.apps.conduit;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * What an instance promises. One for all, on H2, in memory: scenarios don't get into each other's way. Four of them, and
 * PostgreSQL, are tried by {@link FourInstancesContract}.
 */
@TestInstance(Lifecycle.PER_CLASS)
class ConduitTest {
    private final Row row = Row.onH2("alone", List.of("alone"));

    @AfterAll
    void closeRow() {
        row.close();
    }

    @TestFactory
    Stream<DynamicTest> keepsWhatItPromises() {
        return Scenarios.tests(row.clients().getFirst());
    }
}
