package dev.rowhouse.instance;

import com.google.inject.AbstractModule;
import dev.rowhouse.browser.InstanceSigner;
import dev.rowhouse.config.InstanceConfig;
import dev.rowhouse.config.Mount;
import dev.rowhouse.spi.Instance;
import dev.rowhouse.spi.Signer;

/** Binds what an app may know of its instance, name and mounts, and what signs for it. */
final class InstanceModule extends AbstractModule {
    private final InstanceConfig config;

    InstanceModule(InstanceConfig config) {
        this.config = config;
    }

    @Override
    protected void configure() {
        bind(Instance.class).toInstance(new Instance(config.name().value(), config.app().value(),
                config.mounts().stream().map(Mount::toString).toList()));
        bind(Signer.class).toInstance(new InstanceSigner(config));
    }
}
