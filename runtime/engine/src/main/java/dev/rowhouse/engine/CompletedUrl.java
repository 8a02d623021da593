package dev.rowhouse.engine;

import dev.rowhouse.config.EngineConfig;
import dev.rowhouse.config.EngineConfig.Durability;

/** The URL of an engine, with what Rowhouse adds for an H2 database that lives in this process. */
final class CompletedUrl {
    private CompletedUrl() {}

    /**
     * The engine's URL, completed.
     *
     * <p>{@code DB_CLOSE_ON_EXIT=FALSE}: H2 would otherwise close the database when the JVM is told to end, while
     * requests still run. {@code WRITE_DELAY=0}: a commit is in the file before it is acknowledged. A setting that the
     * operator wrote stays.
     */
    static String of(EngineConfig config) {
        var url = config.url();
        if (!url.isH2File() && !url.isH2Memory()) {
            return url.value();
        }
        var completed = new StringBuilder(url.value());
        // H2 refuses the one beside the other.
        if (url.h2Setting("DB_CLOSE_ON_EXIT").isEmpty() && url.h2Setting("AUTO_SERVER").isEmpty()) {
            completed.append(";DB_CLOSE_ON_EXIT=FALSE");
        }
        if (url.isH2File() && config.durability() == Durability.COMMIT && url.h2Setting("WRITE_DELAY").isEmpty()) {
            completed.append(";WRITE_DELAY=0");
        }
        return completed.toString();
    }
}
