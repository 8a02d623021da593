package dev.rowhouse.server;

/** Knows after which errors nobody can go on, not even to report them. */
final class Fatal {
    private Fatal() {}

    /** Throws a failure of the JVM itself, and does nothing about any other. A stack that was too deep is unwound by now. */
    static void rethrow(Throwable failure) {
        if (failure instanceof VirtualMachineError fatal && !(failure instanceof StackOverflowError)) {
            throw fatal;
        }
    }
}
