package dev.rowhouse.browser;

import dev.rowhouse.config.InstanceName;
import dev.rowhouse.config.LoginConfig;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.session.InMemorySessionManager;
import io.undertow.server.session.SecureRandomSessionIdGenerator;
import io.undertow.server.session.Session;
import io.undertow.server.session.SessionConfig;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The login sessions of one start of an instance: Undertow's, in memory, with what it lacks.
 *
 * <ul>
 * <li>They end after a lifetime, also if they are used.
 * <li>Where there are too many, those end first that nobody ever came back with, then the least recently used. Undertow would end those
 * that were made first, would not find those whose id has changed, and would keep a little of each one for ever.
 * <li>They end with the instance, and none begins after that.
 * </ul>
 *
 * <p>Safe for use by many threads.
 */
final class LoginSessions extends InMemorySessionManager {
    private static final Logger log = LoggerFactory.getLogger(LoginSessions.class);

    /** One in so many ends where there are too many, so that looking for the oldest is paid for once by many. */
    private static final int PART = 100;

    private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);

    private final InstanceName instance;
    private final LoginConfig config;
    private final InstantSource clock;
    private final ReentrantLock making = new ReentrantLock();
    private long warned = Long.MIN_VALUE / 2;
    private long crowdedOut;
    private volatile boolean ended;

    LoginSessions(InstanceName instance, LoginConfig config, InstantSource clock) {
        // 30 bytes of a SecureRandom for each id.
        super(new SecureRandomSessionIdGenerator(), instance.value(), -1, false, false);
        this.instance = instance;
        this.config = config;
        this.clock = clock;
        setDefaultSessionTimeout(Math.toIntExact(config.idle().toSeconds()));
    }

    boolean isEmpty() {
        return getActiveSessionCount() == 0;
    }

    /** Whether an id was given out here and its session lives. */
    boolean knows(String id) {
        return getSession(id) != null;
    }

    /**
     * Begins a session.
     *
     * @throws IllegalStateException if its cookie can't be sent any more, or the instance has ended
     */
    @Override
    public Session createSession(HttpServerExchange exchange, SessionConfig cookie) {
        if (exchange.isResponseStarted()) {
            throw new IllegalStateException(
                    "instance '%s': a login session can't begin after the response has; ask for it before anything is sent"
                            .formatted(instance));
        }
        if (getActiveSessionCount() >= config.max()) {
            makeRoom();
        }
        // A session that is stored after the end must be seen here, or by stop().
        var session = ended ? null : super.createSession(exchange, cookie);
        if (session == null || ended) {
            Optional.ofNullable(session).ifPresent(LoginSessions::end);
            throw new IllegalStateException("instance '%s' has ended; it begins no login session".formatted(instance));
        }
        return session;
    }

    @Override
    public @Nullable Session getSession(@Nullable String id) {
        var session = super.getSession(id);
        if (session == null || !isOver(session)) {
            return session;
        }
        end(session);
        return null;
    }

    private boolean isOver(Session session) {
        try {
            return clock.millis() - session.getCreationTime() >= config.lifetime().toMillis();
        } catch (IllegalStateException e) {
            // Ended by another thread just now.
            return true;
        }
    }

    private static void end(Session session) {
        try {
            session.invalidate(null);
        } catch (IllegalStateException e) {
            log.debug("a login session was ended twice at once: {}", e.getMessage());
        }
    }

    /** A session that may have to go. */
    private record Candidate(Session session, boolean cameBack, long lastUsed) {
        static Stream<Candidate> of(Session session) {
            try {
                long lastUsed = session.getLastAccessedTime();
                return Stream.of(new Candidate(session, lastUsed != session.getCreationTime(), lastUsed));
            } catch (IllegalStateException e) {
                // Ended by another thread just now.
                return Stream.empty();
            }
        }
    }

    private void makeRoom() {
        making.lock();
        try {
            long surplus = getActiveSessionCount() - config.max() + 1;
            if (surplus < 1) {
                return;
            }
            var ending = oldest(surplus + config.max() / PART);
            ending.forEach(LoginSessions::end);
            warn(ending.size());
        } finally {
            making.unlock();
        }
    }

    /** Once a minute at most: who is flooded has enough to read. */
    private void warn(int count) {
        crowdedOut += count;
        long now = clock.millis();
        if (now - warned >= BETWEEN_WARNINGS.toMillis()) {
            warned = now;
            log.warn("instance {}: more than {} login sessions; {} were ended to make room in this start", instance,
                    config.max(), crowdedOut);
        }
    }

    private List<Session> oldest(long count) {
        return getAllSessions().stream()
                .map(super::getSession)
                .filter(Objects::nonNull)
                .flatMap(Candidate::of)
                .sorted(Comparator.comparing(Candidate::cameBack).thenComparingLong(Candidate::lastUsed))
                .limit(count)
                .map(Candidate::session)
                .toList();
    }

    /** Ends all of them. None begins any more. */
    @Override
    public void stop() {
        ended = true;
        super.stop();
    }
}
