package dev.rowhouse.instance.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowhouse.config.Rate;
import dev.rowhouse.config.RequestLimits;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BucketTest {
    private static final long SECOND = 1_000_000_000L;

    /** Near where the clock of a machine runs over. */
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - SECOND);

    private Bucket bucket(int count, Duration per) {
        return new Bucket(limits(Optional.of(new Rate(count, per))), now::get);
    }

    private static RequestLimits limits(Optional<Rate> rate) {
        var other = RequestLimits.DEFAULT;
        return new RequestLimits(other.body(), other.concurrent(), other.queue(), other.queueTimeout(), other.timeout(),
                rate);
    }

    @Test
    void holdsAsManyAsItsRateAndIsRefilledEvenly() {
        var bucket = bucket(4, Duration.ofSeconds(2));
        for (int i = 0; i < 4; i++) {
            assertThat(bucket.take()).isZero();
        }
        assertThat(bucket.take()).isEqualTo(SECOND / 2);
        now.addAndGet(SECOND / 2 - 1);
        assertThat(bucket.take()).isEqualTo(1);
        now.addAndGet(1);
        assertThat(bucket.take()).isZero();
        assertThat(bucket.take()).isPositive();
        now.addAndGet(100 * SECOND);
        for (int i = 0; i < 4; i++) {
            assertThat(bucket.take()).isZero();
        }
        assertThat(bucket.take()).isPositive();
    }

    @Test
    void whoIsRefusedTakesNothing() {
        var bucket = bucket(1, Duration.ofSeconds(1));
        bucket.take();
        for (int i = 0; i < 10; i++) {
            assertThat(bucket.take()).isEqualTo(SECOND);
        }
        now.addAndGet(SECOND);
        assertThat(bucket.take()).isZero();
    }

    @Test
    void anotherRateHoldsAtOnce() {
        var bucket = bucket(1, Duration.ofHours(1));
        bucket.take();
        bucket.limits(limits(Optional.of(new Rate(10, Duration.ofSeconds(1)))));
        assertThat(bucket.take()).isEqualTo(SECOND / 10);
        bucket.limits(limits(Optional.empty()));
        assertThat(bucket.take()).isZero();
        bucket.limits(limits(Optional.of(new Rate(1, Duration.ofHours(1)))));
        now.addAndGet(3600 * SECOND);
        assertThat(bucket.take()).isZero();
        assertThat(bucket.take()).isEqualTo(3600 * SECOND);
    }

    @Test
    void saysWhenToComeBackInWholeSeconds() {
        assertThat(Bucket.retryAfter(1)).isEqualTo("1");
        assertThat(Bucket.retryAfter(SECOND)).isEqualTo("1");
        assertThat(Bucket.retryAfter(SECOND + 1)).isEqualTo("2");
    }

    @Test
    void givesNoMoreToManyThanToOne() {
        var bucket = bucket(1000, Duration.ofHours(1));
        var taken = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                threads.execute(() -> {
                    for (int j = 0; j < 500; j++) {
                        if (bucket.take() == 0) {
                            taken.incrementAndGet();
                        }
                    }
                });
            }
        }
        assertThat(taken).hasValue(1000);
    }
}
