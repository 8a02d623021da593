package dev.rowhouse.bench.subject;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A JVM that is measured, seen from inside: reads orders, one a line, and answers each with figures, one line.
 *
 * <pre>
 * grow 10            an order: a word, then arguments
 * &gt; port=40123       its answer: figures, in no unit that is said here; or none
 * ! not so           or why there is none
 * </pre>
 *
 * <p>It ends when there are no more orders. Lines that begin with anything else are none of this. For use by one thread.
 */
public final class Subject {
    /** How an answer begins. */
    public static final String ANSWER = "> ";

    /** How a failure begins. */
    public static final String FAILURE = "! ";

    private final Map<String, Order> orders = new TreeMap<>();

    /** A subject that knows no orders yet, but what {@link Usage} tells on {@code usage}. */
    public Subject() {
        on("usage", _ -> Usage.settled());
    }

    /** Something that a subject can be told to do. */
    @FunctionalInterface
    public interface Order {
        /**
         * Does it.
         *
         * @param arguments what stood behind the word
         * @return figures by name; empty if it is done and that is all
         * @throws Exception if it can't be done; the message is the answer
         */
        Map<String, Double> carryOut(List<String> arguments) throws Exception;
    }

    /** Knows an order by a word from now on. */
    public Subject on(String word, Order order) {
        orders.put(word, order);
        return this;
    }

    /**
     * Answers on standard output until standard input ends. What else is written to standard output goes to standard error.
     *
     * @throws IOException if orders can't be read
     */
    public void answer() throws IOException {
        var out = System.out;
        System.setOut(System.err);
        answer(System.in, out);
    }

    /**
     * Answers until there are no more orders.
     *
     * @throws IOException if orders can't be read
     */
    void answer(InputStream in, PrintStream out) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
            out.println(answer(List.of(line.strip().split("\\s+"))));
            out.flush();
        }
    }

    private String answer(List<String> words) {
        var order = orders.get(words.getFirst());
        if (order == null) {
            return FAILURE + "no such order: %s; there are %s".formatted(words.getFirst(), orders.keySet());
        }
        try {
            return ANSWER + new TreeMap<>(order.carryOut(words.subList(1, words.size()))).entrySet()
                    .stream()
                    .map(figure -> figure.getKey() + "=" + figure.getValue())
                    .collect(Collectors.joining(" "));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILURE + "interrupted";
        } catch (Exception | LinkageError | OutOfMemoryError e) {
            e.printStackTrace(System.err);
            return FAILURE + e.toString().lines().collect(Collectors.joining(" "));
        }
    }
}
