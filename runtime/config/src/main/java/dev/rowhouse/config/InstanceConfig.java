package dev.rowhouse.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * An instance, as declared under {@code instances.<name>}, in a file of its own or by a fleet; defaults merged in.
 *
 * @param name its name
 * @param app the app it is a copy of
 * @param mounts where it answers; at least one
 * @param settings the app's own record, filled and checked
 * @param engines its engines by name
 * @param start when it starts
 * @param limits what it may use
 * @param secrets what must not appear in any message about it
 * @param origin where it is declared
 */
public record InstanceConfig(
        InstanceName name,
        AppName app,
        List<Mount> mounts,
        Record settings,
        Map<EngineName, EngineConfig> engines,
        Start start,
        LimitsConfig limits,
        Secrets secrets,
        Origin origin) {
    /**
     * Checks that it answers somewhere, and copies.
     *
     * @throws IllegalArgumentException if it has no mount
     */
    public InstanceConfig {
        if (mounts.isEmpty()) {
            throw new IllegalArgumentException(
                    "instance '%s' has no mount; write mount = \"/%s\"".formatted(name, name));
        }
        mounts = List.copyOf(mounts);
        SequencedMap<EngineName, EngineConfig> copy = new LinkedHashMap<>(engines);
        engines = Collections.unmodifiableSequencedMap(copy);
    }

    /** All but the settings, which may be secret. */
    @Override
    public String toString() {
        return "InstanceConfig[name=%s, app=%s, mounts=%s, engines=%s, start=%s, limits=%s, origin=%s]".formatted(name,
                app, mounts, engines.values(), start, limits, origin);
    }

    /** When an instance starts. */
    public enum Start {
        /** With the composite. */
        EAGER,
        /** With the first request to it. */
        LAZY
    }
}
