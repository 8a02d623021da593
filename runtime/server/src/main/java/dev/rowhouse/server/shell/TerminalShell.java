package dev.rowhouse.server.shell;

import dev.rowhouse.instance.Household;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.prefs.Preferences;
import jdk.jshell.tool.JavaShellToolBuilder;

/** The JDK's own tool on this terminal, which keeps its history from one use to the next. */
record TerminalShell(Household household, PrintWriter out) {
    private static final String HISTORY = "dev/rowhouse/shell";

    int run() throws Exception {
        // The tool reads from files alone what is to be run before the first prompt.
        var startUp = Files.createTempFile("rowhouse", ".jsh");
        try {
            Files.write(startUp, StartUp.of(household));
            out.printf("instance %s: %s; Ctrl-D ends%n", household.config().name(), StartUp.variables(household));
            out.flush();
            return JavaShellToolBuilder.builder()
                    .persistence(Preferences.userRoot().node(HISTORY))
                    .start("--execution", ShellControlProvider.NAME, "--startup", startUp.toString(), "--class-path",
                            System.getProperty("java.class.path"));
        } finally {
            Files.deleteIfExists(startUp);
        }
    }
}
