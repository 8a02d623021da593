package dev.rowhouse.databases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.OptionalInt;

/** A MariaDB of its own. */
final class MariaDbServer implements StartedDatabases {
    private static final String USER = "rowhouse";
    private static final String PASSWORD = "rowhouse";

    private final MariaDbProcess process;
    private final TemporaryFolder folder;

    private MariaDbServer(MariaDbProcess process, TemporaryFolder folder) {
        this.process = process;
        this.folder = folder;
    }

    /** Why there can't be one on a machine; empty if there can. */
    static Optional<String> obstacle(String system, String architecture) {
        return system.equals("Linux") && architecture.equals("amd64") ? Optional.empty()
                : Optional.of("there are no binaries of MariaDB for %s on %s".formatted(system, architecture));
    }

    static MariaDbServer start() {
        var folder = TemporaryFolder.create(Product.MARIADB);
        try {
            var binaries = MariaDbBinaries.find();
            binaries.install(folder.path(), USER, PASSWORD);
            return new MariaDbServer(MariaDbProcess.start(binaries, folder.path()), folder);
        } catch (IOException e) {
            folder.close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    @Override
    public Product product() {
        return Product.MARIADB;
    }

    @Override
    public String url(String name) {
        return "jdbc:mariadb://127.0.0.1:%d/%s?user=%s&password=%s&sslMode=disable".formatted(process.port(), name,
                USER, PASSWORD);
    }

    @Override
    public String create(String name) {
        return createBeside("", name);
    }

    @Override
    public OptionalInt port() {
        return OptionalInt.of(process.port());
    }

    @Override
    public void close() {
        try (folder; process) {
            // The process ends before its folder goes.
        }
    }
}
