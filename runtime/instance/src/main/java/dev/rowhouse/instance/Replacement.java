package dev.rowhouse.instance;

/** What became of an instance that was to take another form, or to start anew. */
public sealed interface Replacement {
    /** It has the new form: it serves, or rests until the next request if it did before. */
    record Done() implements Replacement {}

    /**
     * The new form could not start; the old one serves as before.
     *
     * @param reason why, without secrets
     */
    record FellBack(String reason) implements Replacement {}

    /**
     * It has the new form, which could not start, as the old one couldn't before. The start is tried again.
     *
     * @param reason why, without secrets
     */
    record Failed(String reason) implements Replacement {}

    /** Nothing has changed, because the instance was stopped for good. */
    record Ended() implements Replacement {}
}
