package dev.rowhouse.engine;

/** A pool, as the budget of its server sees it. What it holds is guarded by the budget's lock. */
final class Borrower {
    private final String name;
    private volatile boolean closed;
    /** Connections that it has or is opening, without those that it is about to lose. */
    int held;

    Borrower(String name) {
        this.name = name;
    }

    /** Whether it asks for nothing any more. */
    boolean isClosed() {
        return closed;
    }

    void markClosed() {
        closed = true;
    }

    /** {@code instance/engine}. */
    @Override
    public String toString() {
        return name;
    }
}
