package dev.rowhouse.engine;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who has a connection, since when, and for what. A stack with each borrowing would tell more and cost more than the borrowing; what
 * is told instead is known anyway: the thread, where that is at the moment, and the last statement.
 *
 * <p>Written by the thread that uses the connection, read by any.
 */
final class Borrowing {
    /** What stands between an app and a connection. */
    private static final List<String> BETWEEN = List.of("java.", "jdk.", "sun.", "com.zaxxer.", "com.google.",
            "io.undertow.", "org.hibernate.", "org.postgresql.", "org.mariadb.", "org.h2.", "org.sqlite.",
            "dev.rowhouse.engine.", "dev.rowhouse.session.", "dev.rowhouse.route.", "dev.rowhouse.shard.",
            "dev.rowhouse.instance.", "dev.rowhouse.spi.");

    /** Values that stand in a statement, which nobody is to read. */
    private static final Pattern VALUE = Pattern.compile("'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|\\b\\d[\\w.]*");
    private static final int LONGEST = 80;

    private final Thread thread;
    private final long since;
    private volatile String statement = "";

    private Borrowing(Thread thread, long since) {
        this.thread = thread;
        this.since = since;
    }

    /** By this thread. */
    static Borrowing now() {
        return new Borrowing(Thread.currentThread(), System.nanoTime());
    }

    void executes(String sql) {
        statement = sql;
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - since);
    }

    /** Who has it and what for: {@code "by a thread that has ended without closing it, last statement: select ? from note"}. */
    String describe() {
        var last = statement.isEmpty() ? "nothing was asked on it" : "last statement: " + shape(statement);
        if (!thread.isAlive()) {
            return "by a thread that has ended without closing it, " + last;
        }
        return "by a running thread%s, %s".formatted(place().map(" in "::concat).orElse(""), last);
    }

    private Optional<String> place() {
        return Arrays.stream(thread.getStackTrace())
                .filter(frame -> BETWEEN.stream().noneMatch(frame.getClassName()::startsWith))
                .findFirst()
                .map(StackTraceElement::toString);
    }

    private static String shape(String sql) {
        var shape = VALUE.matcher(sql).replaceAll("?").replaceAll("\\s+", " ").strip();
        return shape.length() <= LONGEST ? shape : shape.substring(0, LONGEST) + " ...";
    }
}
