package dev.rowhouse.spi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an app keeps in an engine, mapped in up to three ways: classes with annotations, plain classes that a mapping file
 * maps, and tables that exist already and have no class.
 *
 * <p>Immutable; each method returns another one.
 *
 * <pre>{@code
 * Plan.withoutSettings()
 *         .engine("default", Entities.of(Loan.class)
 *                 .mappedBy(LibraryApp.class, "catalogue.orm.xml")
 *                 .reflecting("author", "shelf"));
 * }</pre>
 */
public final class Entities {
    private final List<Class<?>> classes;
    private final List<MappingFile> files;
    private final Map<String, ReflectedTable> tables;

    private Entities(List<Class<?>> classes, List<MappingFile> files, Map<String, ReflectedTable> tables) {
        this.classes = List.copyOf(classes);
        this.files = List.copyOf(files);
        this.tables = tables;
    }

    /**
     * Classes with Jakarta Persistence annotations.
     *
     * @param classes none for an engine that has tables or files alone, or is used through JDBC
     */
    public static Entities of(Class<?>... classes) {
        return new Entities(List.of(classes), List.of(), Map.of());
    }

    /**
     * These, and classes that mapping files map: Jakarta Persistence's {@code orm.xml} or Hibernate's
     * {@code mapping.xml}. The classes need no annotations and are not listed anywhere else.
     *
     * @param neighbour a class of the app; the files are looked for in its package
     * @param names as {@link Class#getResource} takes them: {@code "catalogue.orm.xml"}
     * @throws IllegalArgumentException if a file isn't there
     */
    public Entities mappedBy(Class<?> neighbour, String... names) {
        var more = new ArrayList<>(files);
        for (var name : names) {
            more.add(MappingFile.find(neighbour, name));
        }
        return new Entities(classes, more, tables);
    }

    /**
     * These, and tables that are read from the database when the engine starts. An instance whose database lacks one of them
     * doesn't start.
     *
     * @param names the names of tables or views; in any case where the database doesn't tell cases apart
     * @throws IllegalArgumentException if a table was named before
     */
    public Entities reflecting(String... names) {
        var more = this;
        for (var name : names) {
            more = more.reflecting(ReflectedTable.of(name));
        }
        return more;
    }

    /**
     * These, and a table that is read from the database when the engine starts, with what the app says of its columns.
     *
     * @throws IllegalArgumentException if the table was named before
     */
    public Entities reflecting(ReflectedTable table) {
        var more = new LinkedHashMap<>(tables);
        if (more.put(table.name(), table) != null) {
            throw new IllegalArgumentException(
                    "table '%s' is reflected twice; say all of it in one call".formatted(table.name()));
        }
        return new Entities(classes, files, more);
    }

    /** Classes with annotations, in the order in which they were named; unmodifiable. */
    public List<Class<?>> classes() {
        return classes;
    }

    /** Mapping files, in the order in which they were named; unmodifiable. */
    public List<MappingFile> files() {
        return files;
    }

    /** Tables that are read from the database, in the order in which they were named; unmodifiable. */
    public List<ReflectedTable> tables() {
        return List.copyOf(tables.values());
    }
}
