package dev.rowhouse.server.shell;

import dev.rowhouse.instance.Household;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.SnippetEvent;
import org.jspecify.annotations.Nullable;

/** Evaluates what comes over a pipe: values go to one side, what is wrong to the other. For one thread. */
final class PipedShell {
    private final Household household;
    private final PrintWriter out;
    private final PrintWriter err;

    PipedShell(Household household, PrintWriter out, PrintWriter err) {
        this.household = household;
        this.out = out;
        this.err = err;
    }

    /** Runs all snippets until one is wrong; 0 if none was, else 1. */
    int run(InputStream in) throws IOException {
        try (var shell = JShell.builder()
                .executionEngine(new ShellControlProvider(), Map.of())
                .compilerOptions("--class-path", ShellLoader.classPath(household))
                .build()) {
            for (var snippet : StartUp.of(household)) {
                if (!evaluate(shell, snippet, 0)) {
                    return 1;
                }
            }
            return runAll(shell, new BufferedReader(new InputStreamReader(in, Charset.defaultCharset()))) ? 0 : 1;
        }
    }

    private boolean runAll(JShell shell, BufferedReader in) throws IOException {
        var pending = "";
        int line = 0;
        int first = 1;
        for (var read = in.readLine(); read != null; read = in.readLine()) {
            line++;
            first = pending.isBlank() ? line : first;
            pending = pending.isBlank() ? read : pending + "\n" + read;
            var next = shell.sourceCodeAnalysis().analyzeCompletion(pending);
            while (next.completeness().isComplete()) {
                if (!evaluate(shell, next.source(), first)) {
                    return false;
                }
                pending = next.remaining();
                first = line;
                next = shell.sourceCodeAnalysis().analyzeCompletion(pending);
            }
        }
        return (isNothing(shell, pending) || evaluate(shell, pending, first)) && allDefined(shell);
    }

    private static boolean isNothing(JShell shell, String pending) {
        return switch (shell.sourceCodeAnalysis().analyzeCompletion(pending).completeness()) {
            case EMPTY -> true;
            case COMPLETE, COMPLETE_WITH_SEMI, DEFINITELY_INCOMPLETE, CONSIDERED_INCOMPLETE, UNKNOWN -> false;
        };
    }

    private boolean evaluate(JShell shell, String source, int line) {
        for (var event : shell.eval(source)) {
            if (event.status() == Status.REJECTED) {
                complain(line,
                        shell.diagnostics(event.snippet())
                                .map(problem -> problem.getMessage(Locale.ENGLISH))
                                .collect(Collectors.joining("; ")));
                return false;
            }
            if (event.exception() != null) {
                complain(line, describe(event.exception()));
                return false;
            }
            print(event);
        }
        return true;
    }

    /** What a declaration lacks may come with a later line; at the end it can't. */
    private boolean allDefined(JShell shell) {
        var lacking = shell.snippets()
                .filter(snippet -> shell.status(snippet) == Status.RECOVERABLE_NOT_DEFINED
                        || shell.status(snippet) == Status.RECOVERABLE_DEFINED)
                .findFirst();
        lacking.ifPresent(snippet -> err.println("rowhouse: '%s' lacks %s".formatted(snippet.source().strip(),
                shell.unresolvedDependencies((DeclarationSnippet) snippet).collect(Collectors.joining(", ")))));
        return lacking.isEmpty();
    }

    private void print(SnippetEvent event) {
        var value = event.value();
        if (event.causeSnippet() == null && value != null && isShown(event.snippet())) {
            out.println(value);
            out.flush();
        }
    }

    private static boolean isShown(Snippet snippet) {
        return snippet.subKind() == SubKind.TEMP_VAR_EXPRESSION_SUBKIND
                || snippet.subKind() == SubKind.VAR_VALUE_SUBKIND
                || snippet.subKind() == SubKind.OTHER_EXPRESSION_SUBKIND;
    }

    private static String describe(Throwable thrown) {
        var text = new StringBuilder();
        for (@Nullable
        Throwable one = thrown; one != null; one = one.getCause()) {
            text.append(text.isEmpty() ? "" : "; caused by ")
                    .append(one instanceof EvalException user ? user.getExceptionClassName() : one.getClass().getName())
                    .append(": ")
                    .append(one.getMessage());
        }
        return text.toString();
    }

    private void complain(int line, String problem) {
        out.flush();
        err.println("rowhouse: line %d: %s".formatted(line,
                household.config().secrets().conceal(problem).replaceAll("\\s+", " ").strip()));
    }
}
