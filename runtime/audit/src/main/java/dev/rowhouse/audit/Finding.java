package dev.rowhouse.audit;

import java.util.Comparator;

/**
 * Something that crosses, or may cross, the walls between instances. Holds no secret.
 *
 * @param rule what was looked for
 * @param severity how bad it is here
 * @param place where it is
 * @param detail what was found, in words
 */
public record Finding(Rule rule, Severity severity, Place place, String detail) {
    /** Worst first, then by name. */
    static final Comparator<Finding> ORDER = Comparator.comparing(Finding::severity)
            .thenComparing(Finding::name)
            .thenComparingInt(finding -> finding.place().line());

    /** What it is accepted by, and stays when lines move: {@code static-field com.example.Cache.ENTRIES}. */
    public String name() {
        return rule.key() + " " + place.subject();
    }

    /** The same with one more thing to say, and less severe. */
    Finding weaker(String because) {
        return new Finding(rule, severity.weaker(), place, detail + "; " + because);
    }
}
