package dev.rowhouse.config;

import java.util.Optional;

/**
 * What the reader asks of rooms that know code: this room knows files only.
 *
 * <p>Asked by the thread that reads, once per app and once per engine of an instance.
 */
public interface Inspector {
    /**
     * Finds an app's code.
     *
     * @param mistakes takes what is wrong with the class, at the app's origin, or with a place, at the place's
     * @return empty if there was a mistake
     */
    Optional<AppShape> inspect(AppConfig app, Mistakes mistakes);

    /**
     * Checks what only libraries know: drivers, pool settings that are passed on.
     *
     * @param key the full key of the engine, dotted
     * @param mistakes takes what is wrong, at the engine's origin
     */
    void inspect(EngineConfig engine, String key, Mistakes mistakes);
}
