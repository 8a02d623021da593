package dev.rowhouse.engine;

import dev.rowhouse.config.EngineConfig;
import dev.rowhouse.config.EngineConfig.Durability;
import java.time.Duration;

/** The URL of an engine, with what Rowhouse adds for an H2 database that lives in this process. */
final class CompletedUrl {
    private static final Duration RETENTION = Duration.ofDays(1);

    private CompletedUrl() {}

    /**
     * The engine's URL, completed.
     *
     * <p>{@code DB_CLOSE_ON_EXIT=FALSE}: H2 would otherwise close the database when the JVM is told to end, while
     * requests still run. {@code WRITE_DELAY=0}: a commit is in the file before it is acknowledged.
     * {@code RETENTION_TIME}: space of the file is not used again as long as that. When H2 uses it again, and the process is
     * killed then, what it finds after the restart may be some commits old (seen with 2.5.252 from 45 seconds on, its
     * default). The price is a file that grows by some KiB with each commit until the database is closed, which happens when
     * the pool has been idle, and compacts it. A setting that the operator wrote stays.
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
        if (url.isH2File() && config.durability() == Durability.COMMIT) {
            if (url.h2Setting("WRITE_DELAY").isEmpty()) {
                completed.append(";WRITE_DELAY=0");
            }
            if (url.h2Setting("RETENTION_TIME").isEmpty()) {
                completed.append(";RETENTION_TIME=").append(RETENTION.toMillis());
            }
        }
        return completed.toString();
    }
}
