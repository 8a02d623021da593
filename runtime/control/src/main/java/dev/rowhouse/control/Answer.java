package dev.rowhouse.control;

/**
 * What a composite answers.
 *
 * @param status of HTTP
 * @param body JSON, or empty
 */
public record Answer(int status, String body) {
    /** Whether what was asked is done. */
    public boolean isDone() {
        return status >= 200 && status < 300;
    }
}
