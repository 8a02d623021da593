package dev.rowhouse.databases;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

/**
 * MariaDB as the build has unpacked it.
 *
 * @param home the folder that holds {@code bin} and {@code share}
 */
record MariaDbBinaries(Path home) {
    /**
     * Nothing here has to survive a failure, and little memory serves. Without TLS, because the server would make a key
     * first, which takes seconds.
     */
    private static final List<String> FAST = List.of("--skip-ssl", "--skip-name-resolve", "--skip-innodb-doublewrite",
            "--innodb-flush-log-at-trx-commit=0", "--innodb-flush-method=nosync", "--innodb-log-file-size=8M",
            "--innodb-buffer-pool-size=64M", "--innodb-data-file-path=ibdata1:4M:autoextend",
            "--innodb-autoextend-increment=4", "--innodb-temp-data-file-path=ibtmp1:4M:autoextend",
            "--aria-pagecache-buffer-size=8M", "--log-warnings=0");

    /**
     * Finds them where the build says that they are.
     *
     * @throws IllegalStateException if they are not there
     */
    static MariaDbBinaries find() throws IOException {
        var properties = new Properties();
        try (var stream = Objects.requireNonNull(MariaDbBinaries.class.getResourceAsStream("mariadb.properties"))) {
            properties.load(stream);
        }
        var home = Path.of(properties.getProperty("home"));
        var server = home.resolve("bin", "mariadbd");
        if (!Files.exists(server)) {
            throw new IllegalStateException(
                    "no MariaDB in %s; run mvn process-resources -pl runtime/databases".formatted(home));
        }
        // Jars keep no permissions.
        if (!Files.isExecutable(server) && !server.toFile().setExecutable(true)) {
            throw new IllegalStateException("can't make %s executable".formatted(server));
        }
        return new MariaDbBinaries(home);
    }

    /** The command line of a server with the data of a folder. */
    List<String> command(Path folder, String... more) {
        var command = new ArrayList<>(List.of(home.resolve("bin", "mariadbd").toString(), "--no-defaults",
                "--user=" + System.getProperty("user.name"), "--basedir=" + home,
                "--lc-messages-dir=" + home.resolve("share"), "--datadir=" + folder.resolve("data")));
        command.addAll(FAST);
        command.addAll(List.of(more));
        return command;
    }

    /**
     * Makes the system tables, and a user who may do everything.
     *
     * @throws IllegalStateException if the server refuses
     */
    void install(Path folder, String user, String password) throws IOException {
        Files.createDirectory(folder.resolve("data"));
        var script = folder.resolve("install.sql");
        Files.writeString(script, """
                create database mysql;
                use mysql;
                %1$s
                set @auth_root_socket = null;
                %2$s
                flush privileges;
                create user '%3$s'@'127.0.0.1' identified by '%4$s';
                grant all on *.* to '%3$s'@'127.0.0.1' with grant option;
                """.formatted(system("tables"), system("tables_data"), user, password));
        var log = folder.resolve("install.log");
        var installing = new ProcessBuilder(command(folder, "--bootstrap")).redirectInput(script.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (installing.onExit().join().exitValue() != 0) {
            throw new IllegalStateException("MariaDB can't make its system tables: " + Files.readString(log));
        }
    }

    private String system(String name) throws IOException {
        return Files.readString(home.resolve("share", "mariadb_system_%s.sql".formatted(name)));
    }
}
