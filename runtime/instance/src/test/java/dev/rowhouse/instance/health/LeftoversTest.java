package dev.rowhouse.instance.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LeftoversTest {
    private final Leftovers leftovers = new Leftovers();

    @Test
    void bearsAFewThreadsAndSaysWhereMoreAre() throws Exception {
        var end = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i <= Leftovers.MOST; i++) {
            threads.add(Thread.ofVirtual().start(() -> waitFor(end)));
        }
        leftovers.add(threads.subList(0, Leftovers.MOST));
        leftovers.requireFew();
        leftovers.add(threads);
        assertThatThrownBy(leftovers::requireFew)
                .hasMessageStartingWith("9 threads of earlier starts still run and can't be ended, more than 8: ")
                .hasMessageEndingWith("mend the app, and start the process again");
        end.countDown();
        for (var thread : threads) {
            thread.join();
        }
        leftovers.requireFew();
        assertThat(leftovers.count()).isZero();
    }

    private static void waitFor(CountDownLatch end) {
        while (true) {
            try {
                end.await();
                return;
            } catch (InterruptedException e) {
                // As code does that can't be ended.
            }
        }
    }
}
