package dev.rowhouse.instance.live;

/** A connection, as the instance that owns it ends it. */
sealed interface LiveConnection permits Socket, Stream {
    /** Tells the client that the instance ends. */
    void sayGoodbye();

    /** Closes it without a word. */
    void cutOff();
}
