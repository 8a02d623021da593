package dev.rowhouse.instance;

import com.sun.management.ThreadMXBean;
import dev.rowhouse.config.CapacityConfig;
import dev.rowhouse.config.InstanceName;
import dev.rowhouse.config.Rate;
import dev.rowhouse.config.RequestLimits;
import dev.rowhouse.engine.DatabaseWork;
import dev.rowhouse.instance.limit.Attendances;
import dev.rowhouse.instance.limit.Bucket;
import dev.rowhouse.instance.limit.CutLog;
import io.undertow.server.HttpServerExchange;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Measures what the limits of one request cost by themselves, in processor time and memory of one thread. To be run by hand. */
final class AttendanceCost {
    private static final int TIMES = 2_000_000;

    private AttendanceCost() {}

    /** Prints nanoseconds and bytes for the gate alone, as it is without limits, and for everything. */
    public static void main(String[] arguments) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var limits = new RequestLimits(OptionalLong.empty(), OptionalInt.of(100), 10, Duration.ofSeconds(5),
                Optional.of(Duration.ofMinutes(1)), Optional.of(new Rate(999_999_999, Duration.ofSeconds(1))));
        var gate = new Gate(100, 10, Clock.SYSTEM);
        var bucket = new Bucket(limits, System::nanoTime);
        try (var alarms = new Starter(CapacityConfig.DEFAULT, Duration.ZERO)) {
            var attendances = new Attendances(new InstanceName("a"), limits, new DatabaseWork(), alarms, new CutLog() {
                @Override
                public void cut(Entry entry) {
                    throw new AssertionError(entry.toString());
                }

                @Override
                public void stuck(int change, long now) {
                    throw new AssertionError(Long.toString(now));
                }
            });
            var exchange = new HttpServerExchange(null);
            for (int round = 0; round < 8; round++) {
                measure(threads, "gate", () -> {
                    gate.enter();
                    gate.leave();
                });
                measure(threads, "gate, rate, deadline", () -> {
                    bucket.take();
                    gate.enter();
                    var attendance = attendances.begin(exchange);
                    attendance.run(() -> {});
                    gate.leave();
                    attendance.complete();
                });
            }
            attendances.close();
        }
    }

    private static void measure(ThreadMXBean threads, String what, Runnable step) {
        long bytes = threads.getCurrentThreadAllocatedBytes();
        long nanos = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < TIMES; i++) {
            step.run();
        }
        System.out.printf("%-22s %5.1f ns %5.1f bytes%n", what,
                (threads.getCurrentThreadCpuTime() - nanos) / (double) TIMES,
                (threads.getCurrentThreadAllocatedBytes() - bytes) / (double) TIMES);
    }
}
