package dev.rowhouse.bench;

import dev.rowhouse.bench.subject.Subject;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;
import java.util.concurrent.TimeUnit;

/**
 * A JVM that is measured, seen from outside: {@link Subject} runs in it. Its standard error goes to a file. For use by one thread.
 */
final class SubjectProcess implements AutoCloseable {
    private static final long END_SECONDS = 10;

    private final String name;
    private final Path log;
    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter orders;

    private SubjectProcess(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
        this.answers = process.inputReader();
        this.orders = process.outputWriter();
    }

    /**
     * Starts a JVM.
     *
     * @param setting which java, and where its log goes: {@code target/bench/<name>.log}
     * @param name of the subject, for messages and the log
     * @param flags of the JVM
     * @param classPath as {@code -cp} takes it
     * @param main its main class, and arguments
     * @throws IOException if there is no such java
     */
    static SubjectProcess start(Setting setting, String name, List<String> flags, String classPath, List<String> main)
            throws IOException {
        Files.createDirectories(setting.folder());
        var log = setting.folder().resolve(name.replaceAll("\\W+", "-") + ".log");
        List<String> command = new ArrayList<>(List.of(Setting.java().toString()));
        command.addAll(flags);
        command.addAll(List.of("-cp", classPath));
        command.addAll(main);
        return new SubjectProcess(name, log,
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile())).start());
    }

    /**
     * Gives an order and waits for the answer.
     *
     * @param order a word and its arguments
     * @return figures by name
     * @throws IOException if the subject says that it can't, or has ended
     */
    Map<String, Double> ask(String order) throws IOException {
        try {
            orders.write(order);
            orders.newLine();
            orders.flush();
        } catch (IOException e) {
            throw new IOException(ended(order), e);
        }
        for (var line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith(Subject.FAILURE)) {
                throw new IOException(
                        "%s: %s: %s; see %s".formatted(name, order, line.substring(Subject.FAILURE.length()), log));
            }
            if (line.startsWith(Subject.ANSWER)) {
                return parse(line.substring(Subject.ANSWER.length()));
            }
        }
        throw new IOException(ended(order));
    }

    private String ended(String order) {
        return "%s ended before it answered '%s'; see %s".formatted(name, order, log);
    }

    /** Figures as a subject writes them. */
    static Map<String, Double> parse(String answer) {
        Map<String, Double> figures = new LinkedHashMap<>();
        for (var words = new StringTokenizer(answer); words.hasMoreTokens();) {
            var word = words.nextToken();
            int equals = word.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("not a figure: " + word);
            }
            figures.put(word.substring(0, equals), Double.valueOf(word.substring(equals + 1)));
        }
        return figures;
    }

    /** The process. */
    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Lets it end, or ends it. */
    @Override
    public void close() throws IOException {
        try (answers; orders) {
            orders.close();
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
