package dev.rowhouse.instance;

import java.util.concurrent.ThreadFactory;

/** Opens what a start needs, once: beside whoever asks for it, or where a test wants it. */
interface Opener {
    /** Makes openers. */
    @FunctionalInterface
    interface Maker {
        /** An opener that will run a task. */
        Opener make(Runnable task);

        /** Openers that run each on a thread of its own. */
        static Maker on(ThreadFactory threads) {
            return task -> {
                var thread = threads.newThread(task);
                return new Opener() {
                    @Override
                    public void start() {
                        thread.start();
                    }

                    @Override
                    public void interrupt() {
                        thread.interrupt();
                    }
                };
            };
        }
    }

    /** Begins. */
    void start();

    /** Tells it to end soon. */
    void interrupt();
}
