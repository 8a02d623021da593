package dev.rowhouse.audit;

/**
 * A finding and what the operator has decided about it.
 *
 * @param finding what was found
 * @param verdict whether it still counts
 * @param reason why it was accepted; empty if it was not
 */
public record Judged(Finding finding, Verdict verdict, String reason) {
    /** Whether a finding counts. */
    public enum Verdict {
        /** It does. */
        OPEN,
        /** It doesn't: the operator accepts it, with a reason. */
        ACCEPTED,
        /** It doesn't: {@code statics = separate} gives each instance of the app static fields of its own. */
        SEPARATED
    }

    /** Whether it counts and lets one instance see data of another. */
    public boolean isSerious() {
        return verdict == Verdict.OPEN && finding.severity() == Severity.HIGH;
    }
}
