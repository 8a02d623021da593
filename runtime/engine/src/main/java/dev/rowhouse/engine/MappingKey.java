package dev.rowhouse.engine;

import dev.rowhouse.config.AppName;
import dev.rowhouse.config.EngineConfig;
import dev.rowhouse.config.EngineName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a mapping depends on: engines with equal keys may share one.
 *
 * @param app whose entities they are
 * @param engine the name of the engine in the app's plan
 * @param entities the mapped classes
 * @param product the database product, if it is one whose dialect is known
 * @param properties the operator's settings for Hibernate
 */
record MappingKey(
        AppName app,
        EngineName engine,
        List<Class<?>> entities,
        Optional<Product> product,
        Map<String, String> properties) {
    static MappingKey of(AppName app, EngineConfig config, List<Class<?>> entities) {
        return new MappingKey(app, config.name(), List.copyOf(entities), Product.of(config.url()), config.properties());
    }
}
