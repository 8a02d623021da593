package dev.rowhouse.config;

import java.util.List;
import java.util.Optional;

/**
 * Which of the tables that a database has are read at the start of an engine, to be used without classes.
 *
 * @param include names of tables and views that must be there, and patterns (an asterisk for any letters, a question mark
 *        for one) of those that may; empty for all
 * @param exclude names and patterns of those that are left out
 * @param schema where they are; empty for the connection's current schema
 */
public record ReflectConfig(List<String> include, List<String> exclude, Optional<String> schema) {
    /** All tables and views of the current schema. */
    public static final ReflectConfig ALL = new ReflectConfig(List.of(), List.of(), Optional.empty());

    public ReflectConfig {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
    }
}
