package dev.rowhouse.config;

/**
 * What the work of one instance beside its requests may use: the tasks of its executor and scheduler.
 *
 * @param running most tasks that run at the same time; also most messages of its WebSockets that are handled at the same time
 * @param waiting most tasks that wait for their turn or their time, further ones are rejected
 */
public record TaskLimits(int running, int waiting) {
    /** What holds when the file says nothing. */
    public static final TaskLimits DEFAULT = new TaskLimits(64, 1000);

    /**
     * Checks that a task may run.
     *
     * @throws IllegalArgumentException if none may
     */
    public TaskLimits {
        if (running < 1 || waiting < 0) {
            throw new IllegalArgumentException(
                    "no task fits the limits; write running of 1 or more, waiting of 0 or more");
        }
    }
}
