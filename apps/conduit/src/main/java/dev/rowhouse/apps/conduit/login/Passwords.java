package dev.rowhouse.apps.conduit.login;

import dev.rowhouse.apps.conduit.body.Password;
import dev.rowhouse.apps.conduit.refusal.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.security.crypto.bcrypt.BCrypt;

/**
 * Hashes passwords with bcrypt, which is slow on purpose.
 *
 * <p>One at a time in each instance: hashing never waits for anything, so a virtual thread that does it keeps its processor,
 * and a rush of logins here would take all processors from the neighbours. Whoever waits for their turn keeps none, and is
 * sent away after a while.
 *
 * <p>Safe for use by many threads.
 */
public final class Passwords {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final int strength;
    private final Semaphore turn = new Semaphore(1, true);

    /** @param strength of new hashes, from 4; each more doubles the work */
    Passwords(int strength) {
        this.strength = strength;
    }

    /** Made of 32 random bytes that nobody kept: matches no password, and takes as long as any hash of the same strength. */
    String nobodysHash() {
        return "$2a$%02d$ve1dVOvDZhrZEnnc8pDBnOWuvoXKmOGHX1R3E5KntHFi8cjDery7i".formatted(strength);
    }

    /**
     * What to keep instead of a password.
     *
     * @throws dev.rowhouse.spi.ProblemException 503 if too many wait
     */
    public String hash(String password) {
        return inTurn(() -> BCrypt.hashpw(bytes(password), BCrypt.gensalt(strength)));
    }

    /**
     * Whether a password is the one that was hashed.
     *
     * @param password what somebody says is their password
     * @param hash what was kept
     * @throws dev.rowhouse.spi.ProblemException 503 if too many wait
     */
    boolean matches(String password, String hash) {
        var bytes = bytes(password);
        boolean same = inTurn(() -> BCrypt.checkpw(bytes, hash));
        return same && bytes.length <= Password.MOST_BYTES;
    }

    private <T> T inTurn(Supplier<T> task) {
        try {
            if (!turn.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw Refusal.busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.busy();
        }
        try {
            return task.get();
        } finally {
            turn.release();
        }
    }

    private static byte[] bytes(String password) {
        return password.getBytes(StandardCharsets.UTF_8);
    }
}
