package dev.rowhouse.testkit;

import static dev.rowhouse.testkit.Moments.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.config.InstanceName;
import dev.rowhouse.instance.HostedInstance;
import dev.rowhouse.instance.Phase;
import dev.rowhouse.instance.Tally;
import dev.rowhouse.spi.ServerEvent;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What requests may use, over real connections: how many come, wait, and how long one runs. */
class LimitsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static TestComposite composite(String name, String limits) {
        return TestComposite
                .start("""
                        apps.patience.class = dev.rowhouse.testkit.PatienceApp
                        apps.quick.class = "dev.rowhouse.testkit.PatienceApp$Quick"
                        defaults { mount = "/{instance}", engines.default { url = "jdbc:h2:mem:limits-%s-{instance}", schema = create } }
                        instances {
                          a { app = patience, limits { %s } }
                          b { app = patience }
                          q { app = quick, limits { %2$s } }
                        }
                        """
                        .formatted(name, limits));
    }

    private static HostedInstance instance(TestComposite composite) {
        return composite.composite().instances().get(new InstanceName("a"));
    }

    private static PatienceApp.Patience patience(TestComposite composite) {
        return composite.object("a", PatienceApp.Patience.class);
    }

    private static CompletableFuture<HttpResponse<String>> ask(
            HttpClient client,
            TestComposite composite,
            String path) {
        return client.sendAsync(HttpRequest.newBuilder(composite.uri(path)).timeout(PATIENCE).build(),
                BodyHandlers.ofString());
    }

    private static HttpClient plainClient() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    private static HttpResponse<String> get(CompletableFuture<HttpResponse<String>> answer) throws Exception {
        return answer.get(60, TimeUnit.SECONDS);
    }

    private static void enter(TestComposite composite) throws InterruptedException {
        assertThat(patience(composite).entered().tryAcquire(60, TimeUnit.SECONDS)).isTrue();
    }

    private static Socket say(TestComposite composite, String text) throws IOException {
        var uri = composite.uri("/");
        var socket = new Socket(uri.getHost(), uri.getPort());
        socket.setSoTimeout(60_000);
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String get(String path) {
        return "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(path);
    }

    /** What comes on a connection until a text has come. */
    private static String read(Socket socket, String end) throws IOException {
        var text = new StringBuilder();
        while (text.indexOf(end) < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new IOException("ended after " + text);
            }
            text.append((char) next);
        }
        return text.toString();
    }

    @Test
    void thoseForWhomThereIsNoPlaceWaitInTheirOrder() throws Exception {
        try (var composite = composite("order", "concurrent = 1, queue = 3, queue-timeout = 1m");
                var client = plainClient()) {
            var answers = new ArrayList<CompletableFuture<HttpResponse<String>>>();
            answers.add(ask(client, composite, "/a/wait?0"));
            enter(composite);
            for (int i = 1; i <= 3; i++) {
                int waiting = i;
                answers.add(ask(client, composite, "/a/wait?" + i));
                await(() -> instance(composite).waiting() == waiting);
            }

            var refused = get(ask(client, composite, "/a/quick"));
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("retry-after")).contains("1");
            assertThat(composite.get("/b/quick").statusCode()).isEqualTo(200);

            patience(composite).released().release(4);
            for (int i = 0; i <= 3; i++) {
                assertThat(get(answers.get(i)).body()).isEqualTo("done " + i);
            }
            assertThat(patience(composite).seen()).containsExactly("0", "1", "2", "3");
            await(() -> instance(composite).running() == 0);
            assertThat(instance(composite).tally().get(Tally.Count.WAITED)).isEqualTo(3);
        }
    }

    @Test
    void whoWaitsTooLongIsRefused() throws Exception {
        try (var composite = composite("late", "concurrent = 1, queue = 3, queue-timeout = 50ms");
                var client = HttpClient.newHttpClient()) {
            var inside = ask(client, composite, "/a/wait?0");
            enter(composite);
            assertThat(composite.get("/a/quick").statusCode()).isEqualTo(503);
            assertThat(instance(composite).waiting()).isZero();
            patience(composite).released().release();
            assertThat(get(inside).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void whoGoesAwayLeavesTheQueue() throws Exception {
        try (var composite = composite("gone", "concurrent = 1, queue = 10, queue-timeout = 1m");
                var client = HttpClient.newHttpClient()) {
            var inside = ask(client, composite, "/a/wait?0");
            enter(composite);
            var socket = say(composite, get("/a/quick?plain"));
            await(() -> instance(composite).waiting() == 1);
            // A client that has said more than its request, and stays.
            try (var eager = say(composite, get("/a/quick?eager") + get("/a/quick?next"))) {
                await(() -> instance(composite).waiting() == 2);

                socket.close();
                await(() -> instance(composite).waiting() == 1);

                patience(composite).released().release();
                assertThat(get(inside).statusCode()).isEqualTo(200);
                assertThat(read(eager, "done eager")).startsWith("HTTP/1.1 200");
                assertThat(read(eager, "done next")).startsWith("HTTP/1.1 200");
            }
            assertThat(patience(composite).seen()).containsExactly("0", "eager", "next");
            await(() -> instance(composite).running() == 0);
        }
    }

    @Test
    void aThousandWaitWithoutAThread() throws Exception {
        int many = 1000;
        try (var composite = composite("many", "concurrent = 1, queue = 1000, queue-timeout = 1m");
                var client = plainClient()) {
            var inside = ask(client, composite, "/a/wait?0");
            enter(composite);
            var sockets = new ArrayList<Socket>();
            try {
                for (int i = 0; i < many; i++) {
                    sockets.add(say(composite, get("/a/quick?" + i)));
                }
                await(() -> instance(composite).waiting() == many);
                assertThat(composite.get("/b/quick").statusCode()).isEqualTo(200);
                assertThat(instance(composite).running()).isEqualTo(1);
                patience(composite).released().release();
                for (int i = 0; i < many; i++) {
                    read(sockets.get(i), "done " + i);
                }
                assertThat(get(inside).statusCode()).isEqualTo(200);
            } finally {
                for (var socket : sockets) {
                    socket.close();
                }
            }
        }
    }

    @Test
    void whoWaitsIsAnsweredByTheNextStart() throws Exception {
        try (var composite = composite("restart", "concurrent = 1, queue = 10, queue-timeout = 1m");
                var client = HttpClient.newHttpClient();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = patience(composite);
            var inside = ask(client, composite, "/a/wait?0");
            enter(composite);
            var waiting = ask(client, composite, "/a/quick?1");
            await(() -> instance(composite).waiting() == 1);

            var restart = threads.submit(() -> instance(composite).restart(PATIENCE));
            // While the first start is still being used.
            assertThat(get(waiting).body()).isEqualTo("done 1");
            first.released().release();
            assertThat(get(inside).statusCode()).isEqualTo(200);
            assertThat(restart.get(60, TimeUnit.SECONDS)).isEqualTo(Phase.SERVING);
            assertThat(first.seen()).containsExactly("0");
            assertThat(patience(composite).seen()).containsExactly("1");
        }
    }

    @Test
    void whoWaitsIsRefusedWhenTheInstanceEnds() throws Exception {
        try (var composite = composite("end", "concurrent = 1, queue = 10, queue-timeout = 1m");
                var client = HttpClient.newHttpClient();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var patience = patience(composite);
            var inside = ask(client, composite, "/a/wait?0");
            enter(composite);
            var waiting = ask(client, composite, "/a/quick?1");
            await(() -> instance(composite).waiting() == 1);
            var stop = threads.submit(() -> {
                instance(composite).stop(PATIENCE);
                return true;
            });
            assertThat(get(waiting).statusCode()).isEqualTo(503);
            patience.released().release();
            assertThat(get(inside).statusCode()).isEqualTo(200);
            assertThat(stop.get(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void moreThanTheRateAreToldWhenToComeBack() {
        try (var composite = composite("rate", "rate = 2/h")) {
            for (var path : List.of("/a/quick?1", "/q/")) {
                assertThat(composite.get(path).statusCode()).isEqualTo(200);
                assertThat(composite.get(path).statusCode()).isEqualTo(200);
                var refused = composite.get(path);
                assertThat(refused.statusCode()).isEqualTo(429);
                assertThat(Integer.parseInt(refused.headers().firstValue("retry-after").orElseThrow())).isBetween(1,
                        1800);
            }
            assertThat(composite.get("/b/quick?1").statusCode()).isEqualTo(200);
            assertThat(instance(composite).tally().get(Tally.Count.TOO_MANY)).isEqualTo(1);
        }
    }

    @Test
    void whatTakesTooLongIsStoppedAndRolledBack() throws Exception {
        try (var composite = composite("overtime", "request-timeout = 2s"); var client = HttpClient.newHttpClient()) {
            assertThat(get(ask(client, composite, "/b/quick")).version()).isEqualTo(HttpClient.Version.HTTP_2);
            var post = HttpRequest.newBuilder(composite.uri("/a/sleep")).POST(BodyPublishers.ofString("four")).build();
            var posted = client.sendAsync(post, BodyHandlers.ofString());
            for (var answer : List.of(ask(client, composite, "/a/sleep"), ask(client, composite, "/a/dispatched"),
                    posted)) {
                assertThat(get(answer).statusCode()).isEqualTo(504);
                // In the words of the app, or without it if it didn't come to its end in time: the machine is busy.
                assertThat(get(answer).body()).containsAnyOf("sorry: 504", "\"status\":504");
            }
            assertThat(patience(composite).seen()).containsExactly("4");
            assertThat(patience(composite).count()).isZero();
            await(() -> instance(composite).running() == 0);
            assertThat(instance(composite).tally().get(Tally.Count.OVERTIME)).isEqualTo(3);
            assertThat(instance(composite).tally().stuck()).isZero();
        }
    }

    /** It may say that it has succeeded, and that isn't true. */
    @Test
    void whoGoesOnAfterItWasStoppedSavesNothingAndSaysNothing() throws Exception {
        try (var composite = composite("swallow", "request-timeout = 2s"); var client = HttpClient.newHttpClient()) {
            var swallow = ask(client, composite, "/a/swallow");
            var persist = ask(client, composite, "/a/persist");
            assertThat(get(swallow).statusCode()).isEqualTo(504);
            assertThat(get(swallow).body()).contains("\"status\":504");
            assertThat(get(persist).statusCode()).isEqualTo(504);
            await(() -> instance(composite).running() == 0);
            assertThat(patience(composite).count()).isZero();
        }
    }

    @Test
    void theConnectionOfWhatWasStoppedGoesOn() throws Exception {
        try (var composite = composite("connection", "request-timeout = 2s")) {
            for (var path : List.of("/a/wait?1", "/a/dispatched")) {
                while (!isStoppedAndItsConnectionGoesOn(composite, path)) {
                    Thread.onSpinWait();
                }
            }
        }
    }

    /** False if the handler was answered for, because it didn't come to its end in time: the machine is busy. */
    private static boolean isStoppedAndItsConnectionGoesOn(TestComposite composite, String path) throws IOException {
        try (var socket = say(composite, get(path) + get("/a/quick?2"))) {
            var head = read(socket, "\r\n\r\n");
            assertThat(head).as(path).startsWith("HTTP/1.1 504");
            if (head.contains("Connection: close")) {
                return false;
            }
            assertThat(read(socket, "done 2")).startsWith("sorry: 504HTTP/1.1 200");
            return true;
        }
    }

    @Test
    void aResponseThatHasBegunIsCutOff() throws Exception {
        try (var composite = composite("begun", "request-timeout = 2s");
                var client = HttpClient.newHttpClient();
                var socket = say(composite, get("/a/begun"))) {
            assertThat(get(ask(client, composite, "/b/quick?x")).version()).isEqualTo(HttpClient.Version.HTTP_2);
            var begun = ask(client, composite, "/a/begun");
            read(socket, "half");
            assertThatThrownBy(() -> read(socket, "never")).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> get(begun)).cause()
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(HttpTimeoutException.class);
            assertThat(get(ask(client, composite, "/b/quick?x")).statusCode()).isEqualTo(200);
            await(() -> instance(composite).running() == 0);
        }
    }

    @Test
    void whoeverIgnoresItsInterruptionIsAnsweredForAndCountsUntilItEnds() throws Exception {
        try (var composite = composite("stubborn", "request-timeout = 2s");
                var client = HttpClient.newHttpClient();
                var socket = say(composite, get("/a/stubborn?1"))) {
            assertThat(get(ask(client, composite, "/a/quick?2")).version()).isEqualTo(HttpClient.Version.HTTP_2);
            var other = ask(client, composite, "/a/stubborn?3");
            var answer = read(socket, "stopped.\"}");
            assertThat(answer).startsWith("HTTP/1.1 504").contains("Connection: close", "application/problem+json");
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
            isTheStandardAnswer(get(other));
            await(() -> instance(composite).running() == 2);
            // In HTTP/2, other requests go on over the connection.
            var next = get(ask(client, composite, "/a/quick?4"));
            assertThat(next.statusCode()).isEqualTo(200);
            assertThat(next.connectionLabel()).isPresent().isEqualTo(get(other).connectionLabel());

            await(() -> instance(composite).tally().stuck() == 2);
            patience(composite).end().countDown();
            await(() -> instance(composite).running() == 0 && instance(composite).tally().stuck() == 0);
            assertThat(patience(composite).seen()).contains("1", "3");
        }
    }

    private static void isTheStandardAnswer(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(504);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(answer.body()).contains("\"status\":504");
    }

    /** The request which asks whether the server speaks HTTP/2 is answered in that. */
    @Test
    void whoeverIgnoresItsInterruptionIsAnsweredForInTheFirstRequestOfAConnection() throws Exception {
        try (var composite = composite("first", "request-timeout = 2s"); var client = HttpClient.newHttpClient()) {
            var answer = get(ask(client, composite, "/a/stubborn?1"));
            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
            isTheStandardAnswer(answer);
            assertThat(get(ask(client, composite, "/a/quick?2")).statusCode()).isEqualTo(200);
            patience(composite).end().countDown();
            await(() -> instance(composite).running() == 0);
            assertThat(patience(composite).seen()).contains("1", "2");
        }
    }

    @Test
    void aRequestThatNobodyAnswersIsAnswered() {
        try (var composite = composite("forgotten", "request-timeout = 500ms"); var client = plainClient()) {
            assertThat(TestComposite.send(client, HttpRequest.newBuilder(composite.uri("/q/forgotten")).build())
                    .statusCode()).isEqualTo(504);
            assertThat(composite.get("/q/").body()).isEqualTo("quick");
        }
    }

    @Test
    void aStreamOfEventsMayTakeLonger() throws Exception {
        try (var composite = composite("stream", "request-timeout = 2s");
                var socket = say(composite, get("/a/events"))) {
            read(socket, "\r\n\r\n");
            await(() -> instance(composite).running() == 0);
            assertThat(composite.get("/a/sleep").statusCode()).isEqualTo(504);
            patience(composite).feed().send(ServerEvent.of("still here"));
            read(socket, "still here");
        }
    }

    @Test
    void whatRunsLongerThanADrainIsStoppedAndSaysSo() throws Exception {
        try (var composite = composite("drain", "request-timeout = never"); var client = HttpClient.newHttpClient()) {
            var tally = instance(composite).tally();
            var running = Stream.of("/a/sleep", "/a/wait?1", "/a/swallow")
                    .map(path -> ask(client, composite, path))
                    .toList();
            patience(composite).entered().acquire(3);
            assertThat(instance(composite).restart(Duration.ofMillis(50))).isEqualTo(Phase.SERVING);
            for (var answer : running) {
                assertThat(get(answer).statusCode()).isEqualTo(503);
                assertThat(get(answer).headers().firstValue("retry-after")).contains("1");
            }
            assertThat(tally.get(Tally.Count.INTERRUPTED)).isEqualTo(3);
            assertThat(composite.get("/a/quick?x").statusCode()).isEqualTo(200);
        }
    }
}
