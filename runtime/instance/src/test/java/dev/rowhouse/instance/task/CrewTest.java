package dev.rowhouse.instance.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.config.InstanceName;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CrewTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    void tellsWhoseWorkWillNeverRun() throws Exception {
        var failures = new LinkedBlockingQueue<Throwable>();
        var crew = new Crew(new InstanceName("north"), (_, failure) -> failures.add(failure), 1, 5,
                Thread.ofVirtual().factory());
        var begun = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        var ran = new AtomicInteger();
        var told = new AtomicInteger();
        crew.run(() -> {
            begun.countDown();
            try {
                never.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted", e);
            }
        });
        begun.await();
        crew.runApart(ran::incrementAndGet, told::incrementAndGet);
        assertThat(told).hasValue(0);

        crew.interrupt();
        assertThat(told).hasValue(1);
        assertThatThrownBy(() -> crew.runApart(ran::incrementAndGet, told::incrementAndGet))
                .isInstanceOf(RejectedExecutionException.class);
        assertThat(crew.finish(LONG, LONG)).isTrue();
        assertThat(failures.take()).hasMessage("interrupted");
        assertThat(told).hasValue(1);
        assertThat(ran).hasValue(0);
    }
}
