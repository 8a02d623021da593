package dev.rowhouse.testkit;

import static dev.rowhouse.testkit.Moments.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowhouse.config.InstanceName;
import dev.rowhouse.instance.HostedInstance;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * One instance computes without end, in more requests or tasks than there are processors. Its neighbour answers meanwhile.
 * Isolated, so that other tests have processors.
 */
@Isolated
class FairShareTest {
    /** More than may compute for long at the same time, for one instance. */
    private static final int LOOPERS = 8 * Runtime.getRuntime().availableProcessors();

    /** Far more than there are carriers. */
    private static final int TASKS = 12 * Runtime.getRuntime().availableProcessors();

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static TestComposite composite(String more) {
        return TestComposite.start("""
                %s
                apps.busy.class = "dev.rowhouse.testkit.BusyApp"
                defaults { app = busy, mount = "/{instance}", limits.queue-timeout = 1m }
                instances { busy {}, quiet {} }
                """.formatted(more));
    }

    /** What loops in the busy instance. Closed before its composite, so that nothing loops on where a test fails. */
    private record Loops(BusyApp.Busy busy) implements AutoCloseable {
        static Loops of(TestComposite composite) {
            return new Loops(composite.object("busy", BusyApp.Busy.class));
        }

        int now() {
            return busy.looping();
        }

        void stop() {
            busy.stop();
        }

        @Override
        public void close() {
            stop();
        }
    }

    private static HostedInstance instance(TestComposite composite) {
        return composite.composite().instances().get(new InstanceName("busy"));
    }

    private static int waiting(TestComposite composite) {
        return instance(composite).share().orElseThrow().waiting();
    }

    private static List<CompletableFuture<HttpResponse<String>>> ask(
            HttpClient client,
            TestComposite composite,
            String path,
            int times) {
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            answers.add(client.sendAsync(HttpRequest.newBuilder(composite.uri(path)).build(), BodyHandlers.ofString()));
        }
        return answers;
    }

    /** All have come, and more than may begin: whoever comes now waits behind them. */
    private static void awaitAllLoopOrWait(TestComposite composite, Loops loops) {
        await(() -> loops.now() + waiting(composite) == LOOPERS);
        assertThat(waiting(composite)).isPositive();
    }

    private static void neighbourAnswers(TestComposite composite) {
        for (int i = 0; i < 20; i++) {
            var answer = composite.send(HttpRequest.newBuilder(composite.uri("/quiet/tiny")).timeout(PATIENCE));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
    }

    private static void haveStatus(List<CompletableFuture<HttpResponse<String>>> answers, int status) throws Exception {
        for (var answer : answers) {
            assertThat(answer.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(status);
        }
    }

    @Test
    void requestsThatNeverEndStopNobodyElse() throws Exception {
        try (var composite = composite(""); var client = HttpClient.newHttpClient(); var loops = Loops.of(composite)) {
            var answers = ask(client, composite, "/busy/loop", LOOPERS);
            await(() -> loops.now() >= Runtime.getRuntime().availableProcessors() && waiting(composite) > 0);

            neighbourAnswers(composite);

            loops.stop();
            haveStatus(answers, 200);
        }
    }

    @Test
    void tasksThatNeverEndStopNobody() throws Exception {
        try (var composite = composite(""); var client = HttpClient.newHttpClient(); var loops = Loops.of(composite)) {
            haveStatus(ask(client, composite, "/busy/task", TASKS), 200);
            await(() -> loops.now() == TASKS);

            neighbourAnswers(composite);
            haveStatus(ask(client, composite, "/busy/tiny", 20), 200);
        }
    }

    @Test
    void requestsThatWaitAreAnsweredByAnInstanceThatEnds() throws Exception {
        try (var composite = composite("drain = 60s");
                var client = HttpClient.newHttpClient();
                var loops = Loops.of(composite)) {
            var answers = ask(client, composite, "/busy/loop", LOOPERS);
            awaitAllLoopOrWait(composite, loops);
            var waiting = ask(client, composite, "/busy/tiny", 5);
            await(() -> instance(composite).running() == LOOPERS + 5);

            var end = CompletableFuture.runAsync(composite.composite()::close);
            await(() -> !composite.isServing("busy"));
            loops.stop();

            haveStatus(answers, 200);
            haveStatus(waiting, 200);
            end.get(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void requestsThatWaitTooLongForAnInstanceThatEndsAreRefused() throws Exception {
        try (var composite = composite("drain = 10ms");
                var client = HttpClient.newHttpClient();
                var loops = Loops.of(composite)) {
            var answers = ask(client, composite, "/busy/loop", LOOPERS);
            awaitAllLoopOrWait(composite, loops);
            var waiting = ask(client, composite, "/busy/tiny", 5);
            await(() -> instance(composite).running() == LOOPERS + 5);

            var end = CompletableFuture.runAsync(composite.composite()::close);
            haveStatus(waiting, 503);

            loops.stop();
            end.get(60, TimeUnit.SECONDS);
            // The client may hear of it a little later.
            await(() -> answers.stream().anyMatch(loop -> loop.isDone() && !loop.isCompletedExceptionally()));
        }
    }

    @Test
    void requestsThatWaitTooLongAreRefusedAndThoseOfOthersAreNot() throws Exception {
        try (var composite = composite("instances.busy.limits.queue-timeout = 100ms");
                var client = HttpClient.newHttpClient();
                var loops = Loops.of(composite)) {
            var answers = ask(client, composite, "/busy/loop", LOOPERS);

            // Not before it is seen that those who run compute for long: until then small ones may begin beside them.
            await(() -> ask(client, composite, "/busy/tiny", 5).stream()
                    .map(CompletableFuture::join)
                    .allMatch(answer -> answer.statusCode() == 503
                            && answer.headers().firstValue("Retry-After").equals(Optional.of("1"))));
            neighbourAnswers(composite);

            loops.stop();
            CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
            // One may still wait for too long until the machine is quiet.
            await(() -> ask(client, composite, "/busy/tiny", 5).stream()
                    .map(CompletableFuture::join)
                    .allMatch(answer -> answer.statusCode() == 200));
        }
    }

    @Test
    void clientsThatGoWhileTheyWaitAreForgotten() throws Exception {
        try (var composite = composite(""); var client = HttpClient.newHttpClient(); var loops = Loops.of(composite)) {
            var answers = ask(client, composite, "/busy/loop", LOOPERS);
            awaitAllLoopOrWait(composite, loops);
            try (var socket = say(composite, "GET /busy/tiny HTTP/1.1\r\nHost: localhost\r\n\r\n")) {
                assertThat(socket.isConnected()).isTrue();
                await(() -> instance(composite).running() == LOOPERS + 1);
            }

            loops.stop();
            haveStatus(answers, 200);
            await(() -> instance(composite).running() == 0 && waiting(composite) == 0);
        }
    }

    private static Socket say(TestComposite composite, String text) throws IOException {
        var uri = composite.uri("/");
        var socket = new Socket(uri.getHost(), uri.getPort());
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    @Test
    void letsAllBeginAtOnceWhereItIsOff() throws Exception {
        try (var composite = composite("fair-share = off");
                var client = HttpClient.newHttpClient();
                var loops = Loops.of(composite)) {
            // More would stop this composite, and the client with it.
            var answers = ask(client, composite, "/busy/loop", 1);
            await(() -> loops.now() == 1);
            haveStatus(ask(client, composite, "/busy/tiny", 20), 200);
            assertThat(waiting(composite)).isZero();

            loops.stop();
            haveStatus(answers, 200);
        }
    }

    @Test
    void endsThoughItIsOffAndRequestsHoldAllCarriers() throws Exception {
        try (var composite = composite("fair-share = off, drain = 10ms");
                var client = HttpClient.newHttpClient();
                var loops = Loops.of(composite)) {
            var _ = ask(client, composite, "/busy/loop", LOOPERS);
            // Or more of them: threads of an earlier test that never ended have theirs still.
            await(() -> loops.now() >= Runtime.getRuntime().availableProcessors());

            var end = CompletableFuture.runAsync(composite.composite()::close);
            end.get(60, TimeUnit.SECONDS);
            assertThat(loops.now()).isPositive();
        }
    }
}
