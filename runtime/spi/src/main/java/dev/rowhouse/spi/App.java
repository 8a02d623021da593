package dev.rowhouse.spi;

import com.google.inject.Module;

/**
 * An app: code without state or configuration, from which a composite makes any number of instances.
 *
 * <p>An app has a public constructor without parameters. One object of it serves all its instances, so it holds nothing
 * itself: what all instances share is in the {@link #plan() plan}, what one instance owns is in its
 * {@linkplain #household household}.
 *
 * @param <S> the app's settings: a record that checks itself, filled from {@code settings} in the composite file
 */
public interface App<S extends Record> {
    /**
     * What all instances share: the type of the settings, the engines and their entities. Asked once per app.
     *
     * @return the same plan whenever it is asked
     */
    Plan<S> plan();

    /**
     * What one instance owns. Asked once per start of an instance, on any thread.
     *
     * <p>The module binds {@link io.undertow.server.HttpHandler} without annotation: that is the root handler, and it
     * sees paths relative to the mount. Every class that is to be injected is bound explicitly, because Guice would
     * otherwise keep it where all instances share it.
     *
     * <p>Already bound are the settings (by their class), {@link Instance}, {@link Work}, {@link Json}, and per engine
     * {@code org.hibernate.Session} and {@code javax.sql.DataSource} annotated {@code @Named("<engine>")}; those of the
     * engine {@code default} also without annotation. The module may bind a {@link ProblemFormat}.
     *
     * @param settings the checked settings of this instance
     * @return the bindings of this instance
     */
    Module household(S settings);
}
