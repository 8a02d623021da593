package dev.rowhouse.apps.library.tables;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;

/** What shows the reflected tables of the engine {@code default} in one instance; {@link TableRoutes} can be injected then. */
public final class TablesModule extends AbstractModule {
    /** For one instance. */
    public TablesModule() {}

    @Override
    protected void configure() {
        bind(TableRoutes.class).in(Scopes.SINGLETON);
        bind(Rows.class);
    }
}
