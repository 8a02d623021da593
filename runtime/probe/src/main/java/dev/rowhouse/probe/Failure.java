package dev.rowhouse.probe;

/**
 * Something that isn't as expected, though nothing crossed a wall.
 *
 * @param instance whose answer it was
 * @param step the step that was asked, or the change that was made
 * @param problem what was wrong
 * @param example the first request that was answered so, or nothing
 * @param times how often
 */
public record Failure(String instance, String step, String problem, String example, long times) {
    Failure again() {
        return new Failure(instance, step, problem, example, times + 1);
    }

    /** In one line, for people. */
    @Override
    public String toString() {
        return "instance '%s': step '%s'%s: %s, %d times".formatted(instance, step,
                example.isEmpty() ? "" : ", " + example, problem, times);
    }
}
