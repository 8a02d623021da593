package dev.rowhouse.instance.task;

/** Where an operator reads what failed beside the requests of an instance, without its secrets. Safe for use by many threads. */
@FunctionalInterface
public interface FailureLog {
    /**
     * Writes down a failure.
     *
     * @param what in a few words: {@code "a task failed"}
     */
    void add(String what, Throwable failure);
}
