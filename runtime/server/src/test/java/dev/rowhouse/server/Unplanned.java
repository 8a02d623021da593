package dev.rowhouse.server;

import com.google.inject.Module;
import dev.rowhouse.spi.App;
import dev.rowhouse.spi.NoSettings;
import dev.rowhouse.spi.Plan;

/** An app without a plan. */
public final class Unplanned implements App<NoSettings> {
    @Override
    public Plan<NoSettings> plan() {
        throw new IllegalStateException("no plan today");
    }

    @Override
    public Module household(NoSettings settings) {
        return binder -> {};
    }
}
