package dev.rowhouse.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;

/**
 * Whether one database server shows signs of life. What it answers to a statement is one; that a call begins is none, nor
 * that it ends, since much ends without the server: a wait in the pool, or what the driver knows itself. Where none has come for a
 * while though calls are under way, the server is asked on a fresh connection; a long query on a healthy server is therefore let
 * alone. If it doesn't answer there either it is <em>silent</em>: calls under way are cut off, and nobody gets a connection until it
 * answers again.
 *
 * <p>Has no threads and no clock: a {@link Watch} looks from one thread, and asks. Calls come and go on any.
 */
final class Pulse {
    /** How long calls may be under way without any sign of life before the server is asked. */
    static final Duration QUIET = Duration.ofSeconds(1);

    /** How long the server may take to answer on a fresh connection. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    /** How often a silent server is asked. */
    static final Duration AGAIN = Duration.ofSeconds(1);

    private final String server;
    private final Set<Call> calls = ConcurrentHashMap.newKeySet();
    private final LongAdder answers = new LongAdder();

    // Written by the looker alone.
    private volatile OptionalLong silentSince = OptionalLong.empty();
    private boolean looked;
    private long seenAnswers;
    private long lastSign;
    private long notBefore;
    private boolean asking;

    /** @param server for messages: where it is */
    Pulse(String server) {
        this.server = server;
    }

    /** A piece of work comes; to be {@link #leave left}. */
    Call enter() {
        var call = new Call();
        calls.add(call);
        return call;
    }

    /** A piece of work has gone. */
    void leave(Call call) {
        calls.remove(call);
    }

    /** The server has answered something that was executed. */
    void heard() {
        answers.increment();
    }

    /** Whether nobody needs to look: no work is there, and the server isn't silent. */
    boolean isAtRest() {
        return calls.isEmpty() && silentSince.isEmpty() && !asking;
    }

    /** Whether it doesn't answer. */
    boolean isSilent() {
        return silentSince.isPresent();
    }

    /**
     * Makes sure that it answers, as far as is known.
     *
     * @throws SilentDatabaseException if it doesn't
     */
    void requireAnswers() throws SilentDatabaseException {
        if (silentSince.isPresent()) {
            throw silence();
        }
    }

    /** What is told to who was cut off, or comes meanwhile. */
    SilentDatabaseException silence() {
        return new SilentDatabaseException(server);
    }

    /**
     * Looks at all calls; by the one thread that does.
     *
     * @param now in nanoseconds
     * @param threads where calls are aborted
     * @return whether the server is to be asked now; the answer is told to {@link #answered}
     */
    boolean look(long now, Executor threads) {
        listen(now);
        boolean quiet = false;
        for (var call : calls) {
            if (call.look(now) >= QUIET.toNanos()) {
                quiet = true;
                if (isSilent()) {
                    call.cut(threads);
                }
            }
        }
        boolean wanted = isSilent() || (quiet && now - lastSign >= QUIET.toNanos());
        if (!wanted || asking || now - notBefore < 0) {
            return false;
        }
        asking = true;
        return true;
    }

    private void listen(long now) {
        long heard = answers.sum();
        if (!looked || heard != seenAnswers) {
            lastSign = now;
        }
        if (!looked) {
            notBefore = now;
            looked = true;
        }
        seenAnswers = heard;
    }

    /**
     * The server was asked.
     *
     * @param alive whether it answered, be it with a refusal
     * @param asked when it was asked, in nanoseconds
     * @return what has become of it, if that is something else than before
     */
    Optional<String> answered(boolean alive, long asked, long now, Executor threads) {
        asking = false;
        boolean was = isSilent();
        if (alive) {
            long silent = now - silentSince.orElse(now);
            silentSince = OptionalLong.empty();
            lastSign = now;
            notBefore = now + QUIET.toNanos();
            return was
                    ? Optional
                            .of("%s answers again, after %d ms".formatted(server, Duration.ofNanos(silent).toMillis()))
                    : Optional.empty();
        }
        notBefore = asked + AGAIN.plus(PATIENCE).toNanos();
        if (was || lastSign - asked > 0) {
            // What it has answered meanwhile is as good.
            return Optional.empty();
        }
        silentSince = OptionalLong.of(asked);
        int cut = 0;
        for (var call : calls) {
            if (call.look(now) >= now - asked) {
                call.cut(threads);
                cut++;
            }
        }
        return Optional.of("%s does not answer, also not on a new connection within %d ms: %d calls are cut off"
                .formatted(server, PATIENCE.toMillis(), cut));
    }
}
