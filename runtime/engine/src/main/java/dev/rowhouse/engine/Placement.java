package dev.rowhouse.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Says which rows belong into an engine that holds a part of them only, and what ids new ones get there. The mapping of such an
 * engine asks the placement of the engine that a session is on, so engines that share a mapping have placements of their own.
 *
 * <p>Implementations are safe for use by many threads.
 */
public interface Placement {
    /** The table in which a database remembers which part of the rows it holds. It is no entity's, and never reflected. */
    String TABLE = "rowhouse_layout";

    /**
     * Looks at an engine that is being opened, whose tables are there by then. One that throws keeps it from opening.
     *
     * @param factory what knows the entities
     * @param connection to the engine's database; stays open
     * @throws RuntimeException if the rows of this database are not what this placement knows; the message says why, without
     *         the name of the engine
     */
    void opening(SessionFactoryImplementor factory, Connection connection) throws SQLException;

    /**
     * The id of a new row, where ids are made before the row is.
     *
     * @param entity the name of the entity
     * @param row the instance; null where a query inserts
     * @param generated ids as Hibernate would give them, another one with each call
     * @throws RuntimeException if the row has no place here
     */
    Object newId(String entity, @Nullable Object row, Supplier<Object> generated);

    /**
     * Looks at a row that is about to be written.
     *
     * @param entity what knows its attributes
     * @param id its id
     * @param state the values of its attributes, in the order of {@link EntityPersister#getPropertyNames()}
     * @throws RuntimeException if it doesn't belong here
     */
    void check(EntityPersister entity, Object id, @Nullable Object[] state);
}
