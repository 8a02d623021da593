package dev.rowhouse.spi;

import java.util.List;

/**
 * A transaction over several engines was committed in some of them, and then one failed.
 *
 * <p>All engines are flushed before the first one commits, so this is rare: a database that goes away between two
 * commits. What {@link #committed} names is durable, what {@link #lost} names was rolled back.
 */
public final class PartialCommitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> committed;
    private final transient List<String> lost;

    /**
     * Reports that databases differ now.
     *
     * @param instance the instance whose work it was
     * @param committed engines whose changes are durable
     * @param lost engines whose changes are lost; the first one failed
     * @param cause why it failed
     */
    public PartialCommitException(String instance, List<String> committed, List<String> lost, Throwable cause) {
        super("instance '%s': committed in %s, but not in %s: the databases now differ; bring %s up to date by hand"
                .formatted(instance, committed, lost, lost), cause);
        this.committed = List.copyOf(committed);
        this.lost = List.copyOf(lost);
    }

    /** Names of the engines whose changes are durable. */
    public List<String> committed() {
        return committed;
    }

    /** Names of the engines whose changes are lost. */
    public List<String> lost() {
        return lost;
    }
}
