package dev.rowhouse.engine;

import dev.rowhouse.config.EngineConfig;
import java.net.SocketTimeoutException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after the servers of all engines: whether they show signs of life while somebody waits for them. One virtual thread, which sleeps
 * while nobody does. Databases in this process, of H2 and SQLite, are not looked after; they can't be stopped alone.
 *
 * <p>Safe for use by many threads.
 */
final class Watch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Watch.class);

    private static final Duration PERIOD = Duration.ofMillis(250);

    /** What tells servers apart in a URL: up to what follows the host, without credentials before it. */
    private static final Pattern SERVER = Pattern.compile(
            "jdbc:([a-z0-9:]+)(?:thin:)?(?:@|//|@//)(?:[^/?;@]*@)?([^/?;]+).*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** A server, and a way to ask it, which may be any engine's there. */
    private record Server(Pulse pulse, Connecting.Opening<? extends AutoCloseable> question) {}

    /** What a server has answered. */
    private record Answer(Server server, boolean alive, long asked) {}

    private final Executor aborting;
    private final Map<String, Server> servers = new ConcurrentHashMap<>();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final Thread looker;
    private volatile boolean asleep;
    private volatile boolean closed;

    /** @param threads makes virtual threads that inherit nothing */
    Watch(ThreadFactory threads) {
        aborting = task -> threads.newThread(task).start();
        looker = threads.newThread(this::look);
        looker.setName("rowhouse-watch");
        looker.start();
    }

    /**
     * The calls of an engine.
     *
     * @param question opens connections to its database that give up soon
     */
    Calls of(EngineConfig config, DataSource question) {
        var url = config.url();
        var server = SERVER.matcher(url.value());
        if (url.isH2File() || url.isH2Memory() || url.isSqlite() || !server.matches()) {
            return Calls.UNWATCHED;
        }
        var name = "the %s server at %s".formatted(url.product(), server.group(2));
        var watched = servers.computeIfAbsent(name, _ -> new Server(new Pulse(name), question::getConnection));
        return new Watched(watched.pulse());
    }

    private final class Watched implements Calls {
        private final Pulse pulse;

        Watched(Pulse pulse) {
            this.pulse = pulse;
        }

        @Override
        public Call enter() {
            var call = pulse.enter();
            if (asleep) {
                LockSupport.unpark(looker);
            }
            return call;
        }

        @Override
        public void leave(Call call) {
            pulse.leave(call);
        }

        @Override
        public void heard() {
            pulse.heard();
        }

        @Override
        public boolean isSilent() {
            return pulse.isSilent();
        }

        @Override
        public void requireAnswers() throws SilentDatabaseException {
            pulse.requireAnswers();
        }

        @Override
        public SilentDatabaseException silence() {
            return pulse.silence();
        }
    }

    private void look() {
        while (!closed) {
            for (var answer = answers.poll(); answer != null; answer = answers.poll()) {
                answer.server()
                        .pulse()
                        .answered(answer.alive(), answer.asked(), System.nanoTime(), aborting)
                        .ifPresent(log::warn);
            }
            for (var server : servers.values()) {
                if (server.pulse().look(System.nanoTime(), aborting)) {
                    aborting.execute(() -> ask(server));
                }
            }
            rest();
        }
    }

    private void rest() {
        asleep = true;
        // Who comes after this look sees that it sleeps, and wakes it.
        if (servers.values().stream().allMatch(server -> server.pulse().isAtRest())) {
            LockSupport.park(this);
        } else {
            LockSupport.parkNanos(this, PERIOD.toNanos());
        }
        asleep = false;
        // It is nobody's to interrupt.
        var _ = Thread.interrupted();
    }

    private void ask(Server server) {
        long asked = System.nanoTime();
        boolean alive = true;
        try {
            Connecting.within(Pulse.PATIENCE, server.question()).close();
        } catch (Exception e) {
            alive = !isSilence(e);
        } finally {
            answers.add(new Answer(server, alive, asked));
        }
    }

    /** A refusal is an answer, also of a machine that has no such server any more: connections to it have ended by themselves. */
    private static boolean isSilence(Exception failure) {
        return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(20)
                .anyMatch(cause -> cause instanceof SQLTimeoutException || cause instanceof SocketTimeoutException);
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(looker);
    }
}
