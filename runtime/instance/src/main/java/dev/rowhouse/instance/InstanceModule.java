package dev.rowhouse.instance;

import com.google.inject.AbstractModule;
import com.google.inject.Key;
import dev.rowhouse.browser.InstanceSigner;
import dev.rowhouse.config.InstanceConfig;
import dev.rowhouse.config.Mount;
import dev.rowhouse.session.Bindings;
import dev.rowhouse.spi.Instance;
import dev.rowhouse.spi.Signer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Binds what an app may know of its instance, name and mounts, and what signs for it. */
final class InstanceModule extends AbstractModule {
    private static final Key<Instance> INSTANCE = Key.get(Instance.class);
    private static final Key<Signer> SIGNER = Key.get(Signer.class);

    private final InstanceConfig config;
    private final Supplier<InstanceConfig> present;
    private final AtomicBoolean told = new AtomicBoolean();

    /**
     * For one start.
     *
     * @param config what it was opened as
     * @param present what it is declared as by now: its mounts may change while it serves
     */
    InstanceModule(InstanceConfig config, Supplier<InstanceConfig> present) {
        this.config = config;
        this.present = present;
    }

    /** Whether the app has asked which instance it is, and so knows its mounts. */
    boolean hasTold() {
        return told.get();
    }

    private Instance tell() {
        told.set(true);
        return new Instance(config.name().value(), config.app().value(),
                present.get().mounts().stream().map(Mount::toString).toList());
    }

    @Override
    protected void configure() {
        var own = Bindings.of(binder(), InstanceModule.class);
        own.bind(INSTANCE).toProvider(this::tell);
        var signer = new InstanceSigner(config);
        own.bind(SIGNER).toProvider(() -> signer);
    }
}
