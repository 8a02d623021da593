package dev.rowhouse.instance;

import dev.rowhouse.config.EngineConfig;
import dev.rowhouse.config.InstanceConfig;
import java.util.List;

/** What a rest takes from an instance: its databases in memory, which nobody keeps when their last connection is closed. */
final class Unsaved {
    private Unsaved() {}

    /** Engines of which nothing is left after a rest, as messages call them. */
    static List<String> engines(InstanceConfig config) {
        return config.databases().filter(engine -> engine.url().isVolatile()).map(EngineConfig::label).toList();
    }
}
