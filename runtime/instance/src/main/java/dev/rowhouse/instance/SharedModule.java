package dev.rowhouse.instance;

import com.google.inject.AbstractModule;
import dev.rowhouse.spi.Json;

/**
 * What the injectors of an app's instances inherit: things without state, and the rule that every binding is explicit.
 *
 * <p>The rule is a part of the isolation. Without it Guice makes an undeclared singleton of an instance in this parent,
 * where every instance gets the same object.
 */
final class SharedModule extends AbstractModule {
    @Override
    protected void configure() {
        binder().requireExplicitBindings();
        bind(Json.class).toInstance(Json.create());
    }
}
