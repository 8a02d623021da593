package dev.rowhouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowhouse.config.HttpConfig;
import io.undertow.server.HttpHandler;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Several requests on one connection, each ended by a thread of its own. */
class NextRequestTest {
    private static final String ASK = "GET /%d HTTP/1.1\r\nHost: a\r\n\r\n";

    @Test
    void beginsOnTheThreadOfItsConnectionWhoeverHasEndedTheOneBefore() throws Exception {
        List<Thread> threads = new CopyOnWriteArrayList<>();
        HttpHandler target = exchange -> {
            threads.add(Thread.currentThread());
            exchange.dispatch(command -> Thread.ofVirtual().start(command), dispatched -> {
                dispatched.startBlocking();
                dispatched.getResponseSender().send(dispatched.getRelativePath());
            });
        };
        try (var bench = Bench.open(HttpConfig.DEFAULT, Map.of(Bench.mount("/"), target));
                var wires = new Wires(bench.port())) {
            // Two that are there at once, and one that comes when they are answered.
            wires.write(ASK.formatted(1) + ASK.formatted(2));
            assertThat(wires.reply().body()).isEqualTo("/1");
            assertThat(wires.reply().body()).isEqualTo("/2");
            wires.write(ASK.formatted(3));
            assertThat(wires.reply().body()).isEqualTo("/3");
        }
        assertThat(threads).hasSize(3).containsOnly(threads.getFirst());
        assertThat(threads.getFirst().isVirtual()).isFalse();
    }
}
