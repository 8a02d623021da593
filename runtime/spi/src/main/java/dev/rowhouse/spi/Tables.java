package dev.rowhouse.spi;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tables of an engine that were read from its database and have no class. Bound for each engine as {@code Session} is: by
 * the engine's name, and for the engine {@code default} also without one.
 *
 * <p>Their rows are entities without a class: maps from attributes to values, behind the same {@code Session}. A row that a
 * session read is equal to itself alone, and shows itself without the rows that it leads to.
 *
 * <pre>{@code
 * Map<String, Object> book = session.find("book", 7L);
 * List<Map> books = session.createSelectionQuery("from book where author.name = :name", Map.class)...;
 * record Book(long id, String title, Author author) {}
 * List<Book> all = tables.read(Book.class, books);
 * }</pre>
 *
 * <p>Safe for use by many threads.
 */
public interface Tables {
    /** All of them, by name; unmodifiable. Asks no database. */
    List<Table> all();

    /**
     * A table by the name of its entity or by the name that the database knows, in any case if only one differs in case
     * alone.
     */
    Optional<Table> find(String name);

    /**
     * What a row holds in each column, in their order. Reads nothing from the database: of a row that a foreign key leads to,
     * the key is known without it.
     *
     * @param row a row of that table, as its session found it
     * @return by the column's name; columns whose type can't be read lack
     */
    Map<String, @Nullable Object> columns(Table table, Map<String, ?> row);

    /**
     * A row as a record: each component takes the attribute of its name, {@code firstName} also {@code first_name}. Numbers
     * become the component's kind of number if they fit, a component that is itself a record takes the row at the other end
     * of a foreign key, and a list of records the rows at the other end; those are read from the database when they are
     * needed.
     *
     * @throws IllegalArgumentException if a component has no attribute of its name, a value doesn't fit, or is null where the
     *         component can't be; names the record and the component
     */
    <R extends Record> R read(Class<R> type, Map<String, ?> row);

    /** Rows as records, as {@link #read(Class, Map)} makes them. */
    default <R extends Record> List<R> read(Class<R> type, List<? extends Map<String, ?>> rows) {
        return rows.stream().map(row -> read(type, row)).toList();
    }
}
