package dev.rowhouse.reflect;

import dev.rowhouse.config.ReflectConfig;
import dev.rowhouse.spi.ReflectedTable;
import java.util.List;
import java.util.Optional;

/**
 * Which tables of a database are to be reflected.
 *
 * @param byOperator what the configuration of the engine says; empty if it says nothing
 * @param byApp the tables that the app's plan names
 */
public record Wanted(Optional<ReflectConfig> byOperator, List<ReflectedTable> byApp) {
    public Wanted {
        byApp = List.copyOf(byApp);
    }

    /** Whether there is anything to read. */
    public boolean isAny() {
        return byOperator.isPresent() || !byApp.isEmpty();
    }
}
