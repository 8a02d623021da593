package dev.rowhouse.reflect;

import java.util.List;
import java.util.Optional;

/**
 * A table or view as an entity.
 *
 * @param name the name of the entity
 * @param table where its rows are
 * @param view whether it is a view
 * @param readOnly whether its rows can't be changed: those of a view, and those that no key tells apart
 * @param key the attributes that tell rows apart, in the key's order; empty if only a row as a whole does
 * @param keyName the name of the key: of its attribute if it is one, otherwise of a map that holds its attributes
 * @param counted whether the database makes the key
 * @param columns in their order
 * @param toOne foreign keys of the table
 * @param toMany foreign keys of other tables that lead here
 * @param manyToMany join tables that lead from here to elsewhere
 */
public record EntityShape(
        String name,
        TableName table,
        boolean view,
        boolean readOnly,
        List<String> key,
        String keyName,
        boolean counted,
        List<Column> columns,
        List<ToOne> toOne,
        List<ToMany> toMany,
        List<ManyToMany> manyToMany) {
    public EntityShape {
        key = List.copyOf(key);
        columns = List.copyOf(columns);
        toOne = List.copyOf(toOne);
        toMany = List.copyOf(toMany);
        manyToMany = List.copyOf(manyToMany);
    }

    /** The column that an attribute holds. */
    public Optional<Column> column(String attribute) {
        return columns.stream().filter(column -> column.attribute().filter(attribute::equals).isPresent()).findFirst();
    }

    /**
     * A column.
     *
     * @param name the name of the column
     * @param attribute the attribute that holds its value; empty if a foreign key's attribute stands for it
     * @param type what it holds
     * @param databaseType what the database calls the type
     * @param nullable whether it may be null
     * @param automatic whether the database gives it a value when nobody else does
     * @param computed whether the database computes it, so that nobody can write it
     */
    public record Column(
            String name,
            Optional<String> attribute,
            ValueType type,
            String databaseType,
            boolean nullable,
            boolean automatic,
            boolean computed) {}

    /**
     * A foreign key, from this table to another one.
     *
     * @param name the name of the attribute
     * @param columns the columns of the key
     * @param target the entity that it leads to
     * @param targetAttribute where it leads, if that isn't the target's key
     * @param writable whether the attribute is what stands for the columns; otherwise they have attributes of their own, and
     *        it follows them
     * @param nullable whether it may be null
     */
    public record ToOne(
            String name,
            List<String> columns,
            String target,
            Optional<String> targetAttribute,
            boolean writable,
            boolean nullable) {
        public ToOne {
            columns = List.copyOf(columns);
        }
    }

    /**
     * The other end of a foreign key.
     *
     * @param name the name of the attribute
     * @param source the entity whose key it is
     * @param sourceAttribute its attribute for that key
     * @param columns the columns of the key, there
     * @param ownAttribute where the key leads here, if that isn't this entity's key
     */
    public record ToMany(
            String name,
            String source,
            String sourceAttribute,
            List<String> columns,
            Optional<String> ownAttribute) {
        public ToMany {
            columns = List.copyOf(columns);
        }
    }

    /**
     * A join table between this entity and another one.
     *
     * @param name the name of the attribute
     * @param table the join table
     * @param columns its columns that lead here
     * @param target the other entity
     * @param targetColumns its columns that lead there
     * @param writable whether changes of the collection are written; at the other end they are not
     */
    public record ManyToMany(
            String name,
            TableName table,
            List<String> columns,
            String target,
            List<String> targetColumns,
            boolean writable) {
        public ManyToMany {
            columns = List.copyOf(columns);
            targetColumns = List.copyOf(targetColumns);
        }
    }
}
