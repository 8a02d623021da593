package dev.rowhouse.config;

/**
 * A finding of the audit that the operator has looked at and accepts.
 *
 * @param finding which: {@code static-field com.example.Cache.ENTRIES}, as {@code rowhouse audit} shows it, or a rule and the
 *        beginning of a name, {@code static-field com.example.*}
 * @param reason why it does no harm; shown with the finding
 * @param origin where it is written
 */
public record Acceptance(String finding, String reason, Origin origin) {
    /**
     * Checks its form.
     *
     * @throws IllegalArgumentException if it names no rule and no place, or gives no reason
     */
    public Acceptance {
        if (!finding.matches("[a-z]+(?:-[a-z]+)* [^*]*[^* ]\\*?")) {
            throw new IllegalArgumentException("'%s' names no finding; write its name as rowhouse audit shows it, "
                    .formatted(finding)
                    + "like \"static-field com.example.Cache.ENTRIES\" or, for a package, \"static-field com.example.*\"");
        }
        if (reason.isBlank()) {
            throw new IllegalArgumentException(
                    "finding '%s' is accepted without a reason; write reason = \"why it does no harm\""
                            .formatted(finding));
        }
    }

    /** Whether it speaks of the finding of that name. */
    public boolean covers(String name) {
        return finding.endsWith("*") ? name.startsWith(finding.substring(0, finding.length() - 1))
                : name.equals(finding);
    }
}
