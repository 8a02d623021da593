package org.example.sample;

import com.google.inject.Module;
import dev.rowhouse.spi.App;
import dev.rowhouse.spi.NoSettings;
import dev.rowhouse.spi.Plan;
import java.util.concurrent.atomic.AtomicInteger;

/** An app with a static field. */
public final class SampleApp implements App<NoSettings> {
    /** How many were made. */
    public static final AtomicInteger MADE = new AtomicInteger();

    /** Counts. */
    public SampleApp() {
        MADE.incrementAndGet();
    }

    @Override
    public Plan<NoSettings> plan() {
        return Plan.withoutSettings();
    }

    @Override
    public Module household(NoSettings settings) {
        return _ -> {};
    }
}
