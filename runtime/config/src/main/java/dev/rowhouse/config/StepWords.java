package dev.rowhouse.config;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The words in braces that a step may use: those that every scenario knows, and what its steps capture. */
public final class StepWords {
    /** The mark of an instance in a run, which must never be seen in another. */
    public static final String CANARY = "canary";

    /** A number that no other request of the run has. */
    public static final String NUMBER = "n";

    /** A number that stays the same while a visitor goes through the steps once, and that no other such round has. */
    public static final String ROUND = "round";

    /** Twelve letters and digits, others each time. */
    public static final String RANDOM = "random";

    /** The name of the instance. */
    public static final String INSTANCE = "instance";

    /** The number of the visitor; no other one of the instance has it. */
    public static final String USER = "user";

    /** A word in braces, its name in the first group. JSON has none that looks so. */
    public static final Pattern WORD = Pattern.compile("\\{([a-z][a-z0-9-]*)}");

    /** The words that every scenario knows. */
    public static final List<String> USUAL = List.of(CANARY, NUMBER, ROUND, RANDOM, INSTANCE, USER);

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,40}");

    private StepWords() {}

    /** Whether something that is captured may be called so. */
    static boolean isName(String name) {
        return NAME.matcher(name).matches() && !USUAL.contains(name);
    }

    /** Notes every word of a text that stands for nothing. */
    static void check(Node node, String text, Set<String> captured) {
        var known = new TreeSet<>(captured);
        known.addAll(USUAL);
        WORD.matcher(text)
                .results()
                .map(found -> found.group(1))
                .filter(word -> !known.contains(word))
                .distinct()
                .forEach(word -> node.wrong("{%s} stands for nothing: no step captures it".formatted(word),
                        Suggestions.among(known, word)));
    }
}
