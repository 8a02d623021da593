package dev.rowhouse.server.shell;

import dev.rowhouse.instance.Household;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.prefs.BackingStoreException;
import java.util.prefs.Preferences;
import jdk.jshell.tool.JavaShellToolBuilder;

/** The JDK's own tool on this terminal, which keeps its history from one use to the next. */
record TerminalShell(Household household, PrintWriter out, PrintWriter err) {
    private static final String HISTORY = "dev/rowhouse/shell";

    /** Held, since what was set on a logger is forgotten with it. */
    private static final Logger PREFERENCES = Logger.getLogger("java.util.prefs");

    int run() throws Exception {
        // The tool reads from files alone what is to be run before the first prompt.
        var startUp = Files.createTempFile("rowhouse", ".jsh");
        try {
            Files.write(startUp, StartUp.of(household));
            var tool = withHistory(JavaShellToolBuilder.builder());
            out.printf("instance %s: %s; Ctrl-D ends%n", household.config().name(), StartUp.variables(household));
            out.flush();
            return tool.start("--execution", ShellControlProvider.NAME, "--startup", startUp.toString(), "--class-path",
                    ShellLoader.classPath(household));
        } finally {
            Files.deleteIfExists(startUp);
        }
    }

    private JavaShellToolBuilder withHistory(JavaShellToolBuilder tool) {
        // It would tell the same several times, also when the process ends.
        PREFERENCES.setLevel(Level.OFF);
        try {
            var history = Preferences.userRoot().node(HISTORY);
            history.flush();
            return tool.persistence(history);
        } catch (BackingStoreException | SecurityException e) {
            err.printf("rowhouse: no history is kept: the preferences below %s can't be written (%s)%n",
                    System.getProperty("java.util.prefs.userRoot", System.getProperty("user.home")), e.getMessage());
            err.flush();
            return tool.persistence(new HashMap<>());
        }
    }
}
