package dev.rowhouse.instance;

/** A start on the thread that asks for it. */
record Inline(Runnable task) implements Opener {
    @Override
    public void start() {
        task.run();
    }

    @Override
    public void interrupt() {}
}
