package dev.rowhouse.spi;

import java.util.List;
import java.util.Optional;

/**
 * A table or view that was read from a database, and the entity that it is.
 *
 * @param entity the name of the entity: what queries and {@code session.find} call it
 * @param name the name that the database knows
 * @param view whether it is a view
 * @param readOnly whether its rows can't be changed: those of a view, and those that no key tells apart
 * @param key the attributes that tell rows apart, in the key's order; empty if there is no key
 * @param keyName what {@code session.find} takes: an attribute if the key is one, otherwise the name of a map of the key's
 *        attributes
 * @param columns in the order of the table; those of a type that can't be read lack
 * @param links where foreign keys lead from here, or lead here
 */
public record Table(
        String entity,
        String name,
        boolean view,
        boolean readOnly,
        List<String> key,
        String keyName,
        List<Column> columns,
        List<Link> links) {
    public Table {
        key = List.copyOf(key);
        columns = List.copyOf(columns);
        links = List.copyOf(links);
    }

    /** The columns that tell rows apart, in the key's order; empty if there is no key. */
    public List<Column> keyColumns() {
        return key.stream()
                .flatMap(part -> columns.stream().filter(column -> column.attribute().filter(part::equals).isPresent()))
                .toList();
    }

    /** The foreign key that stands for a column, or follows it. */
    public Optional<Link> link(Column column) {
        return links.stream()
                .filter(link -> link.kind() == Link.Kind.TO_ONE && link.columns().contains(column.name()))
                .findFirst();
    }

    /**
     * A column.
     *
     * @param name the name that the database knows
     * @param attribute the attribute that holds its value; empty if a foreign key's attribute stands for it
     * @param type the type of its values
     * @param databaseType what the database calls the type
     * @param nullable whether it may be null
     * @param written by whom, when nobody says a value: the database, or nobody
     */
    public record Column(
            String name,
            Optional<String> attribute,
            Class<?> type,
            String databaseType,
            boolean nullable,
            Written written) {}

    /** Who gives a column its value. */
    public enum Written {
        /** Whoever writes the row. */
        BY_APP,
        /** The database, if whoever writes the row doesn't. */
        BY_DEFAULT,
        /** The database alone. */
        BY_DATABASE
    }

    /**
     * An association along a foreign key.
     *
     * @param attribute the attribute: a row, or a list of rows
     * @param kind which end of the key is here
     * @param entity the entity at the other end
     * @param columns the columns of the foreign key: here for {@link Kind#TO_ONE}, at the other end for
     *        {@link Kind#TO_MANY}, in the join table for {@link Kind#MANY_TO_MANY}
     * @param targetAttributes the attributes that these columns equal: at the other end for {@link Kind#TO_ONE}, here
     *        otherwise
     * @param writable whether what is put into the attribute is written
     */
    public record Link(
            String attribute,
            Kind kind,
            String entity,
            List<String> columns,
            List<String> targetAttributes,
            boolean writable) {
        public Link {
            columns = List.copyOf(columns);
            targetAttributes = List.copyOf(targetAttributes);
        }

        /** Which end of a foreign key is here. */
        public enum Kind {
            /** The foreign key is in this table; the attribute is a row. */
            TO_ONE,
            /** The foreign key is in the other table; the attribute is a list of rows. */
            TO_MANY,
            /** The foreign keys are in a join table; the attribute is a list of rows. */
            MANY_TO_MANY
        }
    }
}
