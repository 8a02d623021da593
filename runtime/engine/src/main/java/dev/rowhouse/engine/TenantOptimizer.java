package dev.rowhouse.engine;

import java.io.Serializable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import org.hibernate.id.IntegralDataTypeHolder;
import org.hibernate.id.enhanced.AccessCallback;
import org.hibernate.id.enhanced.InitialValueAwareOptimizer;
import org.hibernate.id.enhanced.Optimizer;
import org.hibernate.id.enhanced.PooledOptimizer;
import org.jspecify.annotations.Nullable;

/**
 * Hands out ids from ranges that a database reserves, as Hibernate's {@link PooledOptimizer} does, but with a range and a
 * lock for each engine.
 *
 * <p>Hibernate's own keeps one lock for all tenants while it asks a database, so a slow database would stop inserts in
 * all instances; and it keeps a tenant's range for ever, so an instance that comes back over a restored database would
 * hand out ids that are taken. Ranges here are found by the name of one opening of an engine, which never comes again, and
 * {@linkplain #forget forgotten} when it closes.
 *
 * <p>Public because Hibernate makes it by reflection; safe for use by many threads.
 */
public final class TenantOptimizer extends PooledOptimizer implements Optimizer, InitialValueAwareOptimizer {
    private final ConcurrentMap<String, Range> ranges = new ConcurrentHashMap<>();
    private long initialValue = -1;

    /**
     * Called by Hibernate.
     *
     * @param returnClass the type of the ids
     * @param incrementSize how many ids a range has, at least 1
     */
    public TenantOptimizer(Class<?> returnClass, int incrementSize) {
        super(returnClass, incrementSize);
    }

    @Override
    public void injectInitialValue(long value) {
        super.injectInitialValue(value);
        initialValue = value;
    }

    @Override
    public Serializable generate(AccessCallback database) {
        return ranges.computeIfAbsent(database.getTenantIdentifier(), engine -> new Range()).next(database);
    }

    /** Forgets all ranges: the next id of every engine comes from a new one. */
    @Override
    public void reset() {
        super.reset();
        ranges.clear();
    }

    /** Forgets the range of an engine that was closed. */
    void forget(Engine engine) {
        ranges.remove(engine.toString());
    }

    /** How many engines have a range here. */
    int size() {
        return ranges.size();
    }

    private final class Range {
        private final ReentrantLock lock = new ReentrantLock();
        private @Nullable IntegralDataTypeHolder next;
        private @Nullable IntegralDataTypeHolder last;

        Serializable next(AccessCallback database) {
            lock.lock();
            try {
                var id = next;
                if (id == null || last == null || id.gt(last)) {
                    id = reserve(database);
                    next = id;
                }
                return id.makeValueThenIncrement();
            } finally {
                lock.unlock();
            }
        }

        /** The database's value is the last id of the range, except for its very first one, which stands alone. */
        private IntegralDataTypeHolder reserve(AccessCallback database) {
            boolean first = last == null;
            var reserved = database.getNextValue();
            boolean alone = first && (initialValue == -1 ? reserved.lt(getIncrementSize()) : reserved.eq(initialValue));
            last = reserved;
            return alone ? reserved.copy() : reserved.copy().subtract(getIncrementSize() - 1L);
        }
    }
}
