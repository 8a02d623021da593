package dev.rowhouse.engine;

import dev.rowhouse.config.JdbcUrl;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;

/** Knows when an H2 file can't be opened because another process has it, and says what to do about that. */
final class FileInUse {
    /** H2's DATABASE_ALREADY_OPEN_1. */
    private static final int ALREADY_OPEN = 90020;

    private FileInUse() {}

    /** In words for an operator; empty if the failure is another one. */
    static Optional<String> find(JdbcUrl url, Throwable failure) {
        boolean found = url.isH2File() && Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(50)
                .anyMatch(cause -> cause instanceof SQLException refusal && refusal.getErrorCode() == ALREADY_OPEN);
        return found
                ? Optional
                        .of("""
                                another process has %s open; stop it (a composite that serves it, a job, a shell), or do this work there, \
                                or write ;AUTO_SERVER=TRUE at the end of the url and start both again"""
                                .formatted(url.file().map(Path::toString).orElse(url.toString())))
                : Optional.empty();
    }
}
