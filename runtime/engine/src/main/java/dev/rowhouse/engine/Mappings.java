package dev.rowhouse.engine;

import dev.rowhouse.config.EngineConfig;
import dev.rowhouse.config.InstanceName;
import dev.rowhouse.reflect.MappedTable;
import dev.rowhouse.reflect.Reflection;
import dev.rowhouse.reflect.Wanted;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the mapping of an engine: an equal one that others use already, or a new one, or one of the engine's own. On the way
 * the engine's tables become what its configuration says, and those without classes are read.
 *
 * <p>Safe for use by many threads. No lock is held while a database is asked.
 */
final class Mappings implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Mappings.class);

    private final Shared<MappingKey, Mapping> mappings = new Shared<>();
    private final Shared<MappingKey, Model> models = new Shared<>();
    private final Belongings belongings = new Belongings();

    /**
     * The mapping of an engine whose tables are as {@code schema} says by then.
     *
     * @param connection to the engine's database; stays open
     * @param wanted which tables without classes there are to be
     * @param opened takes what is made for this engine alone, and is to be closed with it
     * @throws dev.rowhouse.reflect.ReflectionException if a table or column that was named isn't there
     */
    Mapping of(
            MappingKey key,
            InstanceName instance,
            EngineConfig config,
            Wanted wanted,
            Connection connection,
            List<AutoCloseable> opened) throws InterruptedException, SQLException {
        if (!wanted.isAny()) {
            var mapping = mapping(key, config, opened);
            mapping.carryOut(config.schema(), connection);
            return mapping;
        }
        // The classes alone: their tables are made first, and are none of those that have no class.
        var classes = models.get(key, () -> Model.create(key));
        classes.schemaWork().carryOut(config.schema(), connection);
        var mapped = new ArrayList<>(classes.tables());
        if (key.placed()) {
            mapped.add(new MappedTable("", "", Optional.empty(), Optional.empty(), Placement.TABLE, List.of()));
        }
        var reflection = Reflection.read(connection, config.url().product(), wanted, mapped);
        if (!reflection.leftOut().isEmpty()) {
            log.warn("instance '{}', engine '{}': left out, because they can't be mapped: {}", instance, config.label(),
                    String.join(", ", reflection.leftOut()));
        }
        return mapping(key.with(reflection), config, opened);
    }

    /** The mapping of classes alone, which engines share that say so; no database is asked. */
    Mapping shared(MappingKey key) throws InterruptedException {
        return mappings.get(key, () -> Mapping.create(key, true, belongings));
    }

    /** Has a mapping ready, if it is shared and depends on classes alone: what is wrong with these is found before any database is asked. */
    void prepare(MappingKey key, EngineConfig config, Wanted wanted) throws InterruptedException {
        if (!wanted.isAny() && config.mapping() == EngineConfig.Mapping.SHARED) {
            shared(key);
        }
    }

    private Mapping mapping(MappingKey key, EngineConfig config, List<AutoCloseable> opened)
            throws InterruptedException {
        if (config.mapping() == EngineConfig.Mapping.SHARED) {
            return shared(key);
        }
        var own = Mapping.create(key, false, belongings);
        opened.addFirst(own);
        return own;
    }

    /** How many mappings are shared. */
    int size() {
        return mappings.size();
    }

    /** Closes those of classes that a loader has loaded. */
    void forget(ClassLoader loader) {
        Closing.all(List.of((AutoCloseable) () -> mappings.closeIf(key -> key.loaders().contains(loader)),
                () -> models.closeIf(key -> key.loaders().contains(loader))));
    }

    /** Closes all that are shared. No engine may be open any more. */
    @Override
    public void close() {
        Closing.all(List.of(mappings, models));
    }
}
