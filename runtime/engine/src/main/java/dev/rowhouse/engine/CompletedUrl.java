package dev.rowhouse.engine;

import dev.rowhouse.config.EngineConfig;
import dev.rowhouse.config.EngineConfig.Durability;
import java.time.Duration;

/** The URL of an engine, with what Rowhouse adds, most of it for a database that lives in this process. A setting that is there stays. */
final class CompletedUrl {
    private static final String MIN_SERVER_VERSION = "assumeMinServerVersion";
    private static final String H2 = "jdbc:h2:";
    private static final Duration RETENTION = Duration.ofDays(1);

    private CompletedUrl() {}

    /** The engine's URL, completed. */
    static String of(EngineConfig config) {
        var url = config.url();
        if (url.isH2File() || url.isH2Memory()) {
            return h2(config);
        }
        return url.isSqlite() ? sqlite(config)
                : url.product().equals("postgresql") ? postgresql(url.value()) : url.value();
    }

    /**
     * {@code assumeMinServerVersion}: the driver would otherwise set {@code application_name} with a statement of its own when it has
     * connected, and a reset would undo that.
     */
    private static String postgresql(String url) {
        return url.contains(MIN_SERVER_VERSION) ? url
                : url + (url.indexOf('?') < 0 ? '?' : '&') + MIN_SERVER_VERSION + "=9.0";
    }

    /**
     * {@code uninterrupted:} before the file: a thread that is interrupted while it reads or writes doesn't close the database
     * for all others. {@code DB_CLOSE_ON_EXIT=FALSE}: H2 would otherwise close the database when the JVM is told to end, while
     * requests still run. {@code WRITE_DELAY=0}: a commit is in the file before it is acknowledged.
     * {@code RETENTION_TIME}: space of the file is not used again as long as that. When H2 uses it again, and the process is
     * killed then, what it finds after the restart may be some commits old (seen with 2.5.252 from 45 seconds on, its
     * default). The price is a file that grows by some KiB with each commit until the database is closed, which happens when
     * the pool has been idle, and compacts it.
     */
    private static String h2(EngineConfig config) {
        var url = config.url();
        var completed = new StringBuilder(url.value());
        if (url.isH2File()) {
            UninterruptedFiles.register();
            completed.replace(H2.length(), completed.length(),
                    UninterruptedFiles.name(url.value().substring(H2.length())));
        }
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

    /**
     * {@code foreign_keys=true}: SQLite would otherwise take the keys that tables declare for remarks.
     * {@code busy_timeout}: who wants the lock of the file waits for it as long as for a connection; the driver's own default
     * is three seconds. What is left as it is: {@code synchronous}, whose default in this driver, FULL, has a commit on the
     * disk before it is acknowledged; and {@code journal_mode}, which is a property of the file, and of whatever else opens
     * it.
     */
    private static String sqlite(EngineConfig config) {
        var url = config.url();
        var completed = new StringBuilder(url.value());
        char separator = url.value().indexOf('?') < 0 ? '?' : '&';
        if (url.sqliteSetting("foreign_keys").isEmpty()) {
            completed.append(separator).append("foreign_keys=true");
            separator = '&';
        }
        if (url.sqliteSetting("busy_timeout").isEmpty()) {
            completed.append(separator).append("busy_timeout=").append(config.pool().borrowTimeout().toMillis());
        }
        return completed.toString();
    }
}
