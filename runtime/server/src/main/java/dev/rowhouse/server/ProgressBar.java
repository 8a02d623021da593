package dev.rowhouse.server;

import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Shows on a terminal how much is done, in one line that is overwritten; elsewhere nothing. Safe for use by many threads. */
final class ProgressBar {
    private static final int WIDTH = 30;
    private static final int LINE = 79;

    private final PrintWriter err;
    private final int total;
    private final boolean shown;
    private int done;
    private String current = "";

    /** @param shown whether somebody sees it */
    ProgressBar(PrintWriter err, int total, boolean shown) {
        this.err = err;
        this.total = total;
        this.shown = shown;
    }

    /** Whether standard error is a terminal. The JDK tells it of input and output alone. */
    static boolean isSeen() {
        try {
            var device = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty") || device.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
        }
    }

    /** Names what is being worked on. */
    synchronized void show(String name) {
        current = name;
        print();
    }

    /** One more is done. */
    synchronized void advance() {
        done++;
        print();
    }

    /** Leaves an empty line behind. */
    synchronized void clear() {
        if (shown) {
            err.print("\r" + " ".repeat(LINE) + "\r");
            err.flush();
        }
    }

    private void print() {
        if (!shown) {
            return;
        }
        int full = total == 0 ? WIDTH : WIDTH * done / total;
        var line = "[%s%s] %d/%d %s".formatted("#".repeat(full), ".".repeat(WIDTH - full), done, total, current);
        err.print("\r" + (line.length() > LINE ? line.substring(0, LINE) : line + " ".repeat(LINE - line.length())));
        err.flush();
    }
}
