package dev.rowhouse.session;

/**
 * Hears of each piece of work that is done in a scope, on whatever thread: to keep open what the work uses. Safe for use by many
 * threads.
 */
public interface Attendance {
    /** Nobody hears. */
    Attendance NONE = new Attendance() {
        @Override
        public void enter() {}

        @Override
        public void leave() {}
    };

    /** A scope was opened. */
    void enter();

    /** It is closed, on the same thread. */
    void leave();
}
