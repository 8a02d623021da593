package dev.rowhouse.bench.micro;

import dev.rowhouse.instance.Household;
import dev.rowhouse.server.Rowhouse;
import dev.rowhouse.spi.Work.Task;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionImplementor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.CompilerControl;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The way to the session of this thread in this instance, as app code goes it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(time = 100, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
@SuppressWarnings("NullAway.Init") // JMH calls what is annotated with Setup first.
public class SessionSpeed {
    private static final int TIMES = 1_000_000;
    private static final ScopedValue<Integer> BARE = ScopedValue.newInstance();
    private static final ThreadLocal<Session> LOCAL = new ThreadLocal<>();

    /** The composite file. */
    @Param("")
    public String composite;

    private final Task<Integer, RuntimeException> nothing = () -> 1;
    private Rowhouse rowhouse;
    private Household household;
    private Session injected;
    private CountDownLatch end;

    /** For JMH. */
    public SessionSpeed() {}

    /** Opens the instance, and lets somebody in: a scope is opened for a request that is inside already. */
    @Setup
    public void open() throws InterruptedException {
        rowhouse = Rowhouse.open(Path.of(composite));
        household = rowhouse.instance("i1");
        injected = household.session();
        end = new CountDownLatch(1);
        var inside = new CountDownLatch(1);
        Thread.ofPlatform().daemon().start(() -> {
            try {
                household.work().run(() -> {
                    inside.countDown();
                    end.await();
                });
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        inside.await();
    }

    /** Closes it. */
    @TearDown
    public void close() {
        end.countDown();
        household.close();
        rowhouse.close();
    }

    /** A call that reads a field, not seen through by whoever calls it. */
    @CompilerControl(CompilerControl.Mode.DONT_INLINE)
    private static boolean read(Session session) {
        return session.getJdbcBatchSize() == null;
    }

    @CompilerControl(CompilerControl.Mode.DONT_INLINE)
    private boolean readLocal() {
        return LOCAL.get().getJdbcBatchSize() == null;
    }

    private static int readOften(Session session) {
        int count = 0;
        for (int i = 0; i < TIMES; i++) {
            count += read(session) ? 1 : 0;
        }
        return count;
    }

    /** Through what is injected. */
    @Benchmark
    @OperationsPerInvocation(TIMES)
    public int lookup() {
        return household.work().call(() -> readOften(injected));
    }

    /** The same call on the session itself. */
    @Benchmark
    @OperationsPerInvocation(TIMES)
    public int itselfLookup() {
        return household.work().call(() -> readOften(injected.unwrap(SessionImplementor.class)));
    }

    /** From a thread local. */
    @Benchmark
    @OperationsPerInvocation(TIMES)
    public int localLookup() {
        return household.work().call(() -> {
            LOCAL.set(injected.unwrap(SessionImplementor.class));
            int count = 0;
            for (int i = 0; i < TIMES; i++) {
                count += readLocal() ? 1 : 0;
            }
            LOCAL.remove();
            return count;
        });
    }

    /** A scope in which nothing is used. */
    @Benchmark
    public int scope() {
        return household.work().call(nothing);
    }

    /** The least that a scoped value takes. */
    @Benchmark
    public int bareScope() {
        return ScopedValue.where(BARE, 1).<Integer, RuntimeException>call(() -> 1);
    }

    /** A thread local that is set and removed. */
    @Benchmark
    public int localScope() {
        LOCAL.set(injected);
        try {
            return nothing.call();
        } finally {
            LOCAL.remove();
        }
    }
}
