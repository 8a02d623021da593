package dev.rowhouse.server;

import com.google.inject.Module;
import dev.rowhouse.spi.App;
import dev.rowhouse.spi.Plan;

/** An app with an engine of each kind. */
public final class BlogsApp implements App<BlogsApp.Settings> {
    /** Nothing to set. */
    public record Settings() {}

    @Override
    public Plan<Settings> plan() {
        return Plan.of(Settings.class).engine("default").engine("posts").family("blog");
    }

    @Override
    public Module household(Settings settings) {
        return binder -> {};
    }
}
