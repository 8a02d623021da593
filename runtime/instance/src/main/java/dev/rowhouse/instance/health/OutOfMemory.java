package dev.rowhouse.instance.health;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Where code of one instance ends that caught an error of the JVM: if there was no memory left, the process ends here, where that is
 * wanted. Safe for use by many threads.
 */
public final class OutOfMemory {
    /** A length that no array can have is no want of memory. */
    private static final String TOO_LONG = "Required length exceeds implementation limit";

    private final AtomicReference<LastWords.@Nullable Words> words = new AtomicReference<>();

    /** From now on, the process ends with these words. Until then, and in tests, nothing happens. */
    public void say(LastWords.Words last) {
        words.set(last);
    }

    /** Ends the process, if a failure comes of a want of memory and somebody has words for that. */
    public void endIf(Throwable failure) {
        var last = words.get();
        if (last != null && isWant(failure)) {
            last.die();
        }
    }

    /** Also where others have wrapped it. */
    private static boolean isWant(Throwable failure) {
        int depth = 0;
        for (@Nullable
        Throwable cause = failure; cause != null && depth < 20; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError) {
                return !TOO_LONG.equals(cause.getMessage());
            }
            depth++;
        }
        return false;
    }
}
