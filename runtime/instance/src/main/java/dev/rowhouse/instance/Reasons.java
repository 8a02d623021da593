package dev.rowhouse.instance;

import dev.rowhouse.config.Secrets;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says why something failed, for an operator, without secrets. */
public final class Reasons {
    private static final int LONGEST = 600;

    private Reasons() {}

    /** In one line: the messages of a failure and its causes. */
    public static String describe(Throwable failure, Secrets secrets) {
        List<String> messages = new ArrayList<>();
        int depth = 0;
        for (@Nullable
        Throwable cause = failure; cause != null && depth < 10; cause = cause.getCause()) {
            depth++;
            var message = message(cause);
            if (messages.stream().noneMatch(earlier -> earlier.contains(message))) {
                messages.add(message);
            }
        }
        var line = secrets.conceal(String.join(": ", messages)).replaceAll("\\s+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + " ...";
    }

    /** Messages of errors name a class, and not what is the matter with it. */
    private static String message(Throwable cause) {
        var message = cause.getMessage();
        if (message == null) {
            return cause.getClass().getSimpleName();
        }
        return cause instanceof Error ? cause.toString() : message;
    }

    /** With the whole stack. */
    public static String stack(Throwable failure, Secrets secrets) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return secrets.conceal(text.toString()).strip();
    }
}
