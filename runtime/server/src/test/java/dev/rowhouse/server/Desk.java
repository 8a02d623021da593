package dev.rowhouse.server;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A folder with a composite of ledgers, and the commands that are run on it: in this process, or in one of their own. */
record Desk(Path folder) {
    /** What came of a command. */
    record Ran(int status, String out, String err) {}

    /** Writes the usual file: three ledgers in files of H2. */
    Desk withLedgers() {
        return write(
                """
                        apps.ledger.class = dev.rowhouse.server.LedgerApp
                        drain = 20s
                        defaults {
                          app = ledger, mount = "/{instance}", settings.api-secret = hush-hush
                          engines.default   { url = "jdbc:h2:file:{here}/{instance}/default", schema = update, pool.borrow-timeout = 30s }
                          engines.audit-log { url = "jdbc:h2:file:{here}/{instance}/audit", schema = update, pool.borrow-timeout = 30s }
                        }
                        instances { north {}, south {}, east {} }
                        """);
    }

    Desk write(String conf) {
        try {
            Files.writeString(file(), conf);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path file() {
        return folder.resolve("composite.conf");
    }

    Ran run(String... arguments) {
        return runWith("", arguments);
    }

    /** Runs a command that reads a text. */
    Ran runWith(String input, String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int status = Main.run(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintWriter(out, true), new PrintWriter(err, true), arguments);
        return new Ran(status, out.toString(), err.toString());
    }

    /** The command line of a process of its own. */
    static List<String> commandLine(String... arguments) {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dguice_bytecode_gen_option=DISABLED",
                "--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED", "-cp",
                System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Starts a command in a process of its own; its errors go to a file. */
    Process start(String... arguments) throws IOException {
        return new ProcessBuilder(commandLine(arguments)).redirectError(errors().toFile()).start();
    }

    /** What processes wrote to standard error. */
    Path errors() {
        return folder.resolve("err");
    }
}
