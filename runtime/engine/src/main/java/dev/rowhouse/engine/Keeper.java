package dev.rowhouse.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;

/**
 * Keeps a database open for some seconds after a connection to it was thrown away. H2 closes a database in a file with its last
 * connection, and to open it again takes many times as long as another connection to one that is open.
 *
 * <p>Safe for use by many threads. Nobody waits for another one that opens or closes a connection.
 */
final class Keeper implements AutoCloseable {
    private static final Duration TIME = Duration.ofSeconds(5);

    private enum Phase {
        RESTING, HOLDING, CLOSED
    }

    private final DataSource source;
    private final ScheduledExecutorService timer;
    private final ReentrantLock lock = new ReentrantLock();
    private Phase phase = Phase.RESTING;
    private Optional<Connection> kept = Optional.empty();

    /**
     * Keeps nothing open at first.
     *
     * @param source opens connections to the database
     * @param timer ends what it has begun
     */
    Keeper(DataSource source, ScheduledExecutorService timer) {
        this.source = source;
        this.timer = timer;
    }

    /** Keeps the database open from now on, for a while; it is open. */
    void hold() {
        if (!become(Phase.RESTING, Phase.HOLDING)) {
            // It is kept open already, or not to be opened any more.
            return;
        }
        try {
            var connection = source.getConnection();
            if (!keep(connection)) {
                connection.close();
            }
        } catch (SQLException refusal) {
            // Whoever connects next hears of it; nothing was promised but speed.
            become(Phase.HOLDING, Phase.RESTING);
        }
    }

    private boolean keep(Connection connection) {
        lock.lock();
        try {
            if (phase == Phase.CLOSED) {
                return false;
            }
            kept = Optional.of(connection);
            var _ = timer.schedule(() -> letGo(Phase.RESTING), TIME.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } finally {
            lock.unlock();
        }
    }

    private boolean become(Phase from, Phase to) {
        lock.lock();
        try {
            boolean changes = phase == from;
            phase = changes ? to : phase;
            return changes;
        } finally {
            lock.unlock();
        }
    }

    private void letGo(Phase next) {
        Optional<Connection> last;
        lock.lock();
        try {
            phase = phase == Phase.CLOSED ? phase : next;
            last = kept;
            kept = Optional.empty();
        } finally {
            lock.unlock();
        }
        last.ifPresent(connection -> Closing.all(List.of(connection)));
    }

    /** Lets go of the database, for good. */
    @Override
    public void close() {
        letGo(Phase.CLOSED);
    }
}
