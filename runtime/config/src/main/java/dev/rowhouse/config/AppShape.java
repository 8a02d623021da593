package dev.rowhouse.config;

import java.util.Optional;
import java.util.Set;

/**
 * What must be known of an app to check the configuration of its instances.
 *
 * @param settings the record that holds an instance's settings
 * @param defaults values for settings that an instance does not name; a record of that type
 * @param engines the engines that every instance must have
 * @param families the families of engines that every instance must have
 */
public record AppShape(
        Class<? extends Record> settings,
        Optional<? extends Record> defaults,
        Set<EngineName> engines,
        Set<EngineName> families) {
    public AppShape {
        engines = Set.copyOf(engines);
        families = Set.copyOf(families);
    }
}
