package dev.rowhouse.config;

import java.util.List;

/**
 * An app of the composite, as declared under {@code apps.<name>}.
 *
 * @param name what instances call it
 * @param className the class that implements it
 * @param accepted findings of the audit in its code that the operator accepts
 * @param origin where it is declared
 */
public record AppConfig(AppName name, String className, List<Acceptance> accepted, Origin origin) {
    public AppConfig {
        accepted = List.copyOf(accepted);
    }
}
