package dev.rowhouse.instance.rest;

import dev.rowhouse.config.InstanceName;
import dev.rowhouse.config.Rest;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** An instance that does what a test says. */
final class Guest implements Lodger {
    private final InstanceName name;
    final CountDownLatch rested = new CountDownLatch(1);
    volatile Rest rest = new Rest.ForRoom();
    volatile long lastUsed;
    volatile boolean busy;

    /** Passivated though it looked idle: somebody has come meanwhile. */
    volatile boolean comesBack;

    volatile @Nullable Stay stay;

    Guest(String name) {
        this.name = new InstanceName(name);
    }

    @Override
    public InstanceName name() {
        return name;
    }

    @Override
    public Rest rest() {
        return rest;
    }

    @Override
    public Duration startTimeout() {
        return Duration.ofSeconds(30);
    }

    @Override
    public long lastUsed() {
        return lastUsed;
    }

    @Override
    public boolean isBusy() {
        return busy;
    }

    @Override
    public boolean passivate() {
        if (busy || comesBack) {
            return false;
        }
        Objects.requireNonNull(stay).close();
        rested.countDown();
        return true;
    }
}
