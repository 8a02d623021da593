package dev.rowhouse.engine;

import dev.rowhouse.config.AppName;
import dev.rowhouse.config.EngineConfig;
import dev.rowhouse.config.EngineName;
import dev.rowhouse.reflect.Reflection;
import dev.rowhouse.spi.Entities;
import dev.rowhouse.spi.MappingFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a mapping depends on: engines with equal keys may share one.
 *
 * @param app whose entities they are
 * @param engine the name of the engine in the app's plan
 * @param classes classes with annotations
 * @param files files that map classes
 * @param product the database product, if it is one whose dialect is known
 * @param properties the operator's settings for Hibernate
 * @param reflection the tables without classes
 * @param placed whether its engines hold a part of their rows each, and say which
 */
record MappingKey(
        AppName app,
        EngineName engine,
        List<Class<?>> classes,
        List<MappingFile> files,
        Optional<Product> product,
        Map<String, String> properties,
        Reflection reflection,
        boolean placed) {
    static MappingKey of(AppName app, EngineConfig config, Entities entities, boolean placed) {
        return new MappingKey(app, config.name(), entities.classes(), entities.files(), Product.of(config.url()),
                config.properties(), Reflection.NONE, placed);
    }

    /** The same, and tables without classes. */
    MappingKey with(Reflection tables) {
        return new MappingKey(app, engine, classes, files, product, properties, tables, placed);
    }

    /** Who knows the classes. */
    List<ClassLoader> loaders() {
        return Stream.concat(classes.stream().map(Class::getClassLoader), files.stream().map(MappingFile::loader))
                .distinct()
                .toList();
    }
}
