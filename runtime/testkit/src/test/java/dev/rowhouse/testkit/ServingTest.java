package dev.rowhouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.instance.Phase;
import dev.rowhouse.spi.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A composite from end to end: instances behind a real socket. */
class ServingTest {
    private static TestComposite trial(String name, String more) {
        return TestComposite
                .start("""
                        apps.trial.class = dev.rowhouse.testkit.TrialApp
                        apps.quick.class = "dev.rowhouse.testkit.TrialApp$Quick"
                        apps.careless.class = "dev.rowhouse.testkit.TrialApp$Careless"
                        instances.a { app = trial, mount = "/a", engines.default { url = "jdbc:h2:mem:%s-a", schema = create } }
                        instances.b { app = trial, mount = "/b", engines.default { url = "jdbc:h2:mem:%1$s-b", schema = create } }
                        %s
                        """
                        .formatted(name, more));
    }

    @Test
    void runsHandlersOnVirtualThreadsUnlessTheyNeverBlock() {
        try (var composite = trial("threads", "instances.q { app = quick, mount = \"/q\" }")) {
            assertThat(composite.get("/a/thread").body()).isEqualTo("virtual");
            assertThat(composite.get("/q/").body()).isEqualTo("I/O");
            assertThat(composite.get("/q/dispatched").body()).isEqualTo("virtual");
        }
    }

    @Test
    void givesEveryInstanceItsOwnSingletons() {
        try (var composite = trial("singletons", "")) {
            assertThat(composite.object("a", TrialApp.Trial.class))
                    .isSameAs(composite.object("a", TrialApp.Trial.class))
                    .isNotSameAs(composite.object("b", TrialApp.Trial.class));
            assertThat(composite.object("a", Json.class)).isSameAs(composite.object("b", Json.class));
        }
    }

    @Test
    void refusesSingletonsThatInstancesWouldShare() {
        try (var composite = trial("careless", "instances.c { app = careless, mount = \"/c\" }")) {
            assertThat(FailedStart.reason(composite, "c")).contains("Shared", "Explicit bindings are required");
            assertThat(composite.phase("a")).isEqualTo(Phase.SERVING);
        }
    }

    @Test
    void letsAnInstanceStartLaterThanTheOthers() {
        try (var composite = trial("later",
                """
                        instances.z { app = trial, mount = "/z", start = lazy, engines.default { url = "jdbc:h2:mem:later-z", schema = create } }
                        """)) {
            assertThat(composite.phase("z")).isEqualTo(Phase.COLD);
            assertThat(inParallel(20, () -> composite.get("/z/count").body())).containsOnly("0");
            assertThat(composite.phase("z")).isEqualTo(Phase.SERVING);
        }
    }

    @Test
    void rollsBackWhatARequestLeavesOpen() {
        try (var composite = trial("open", "")) {
            assertThat(composite.get("/a/leave-open").body()).isEqualTo("left open");
            assertThat(composite.get("/a/count").body()).isEqualTo("0");
        }
    }

    @Test
    void givesWhatAHandlerDispatchesAScopeOfItsOwn() {
        try (var composite = trial("dispatch", "")) {
            assertThat(composite.get("/a/dispatched").body()).isEqualTo("0");
            assertThat(composite.get("/a/dispatched-problem").statusCode()).isEqualTo(418);
            assertThat(composite.get("/a/callback").body()).isEqualTo("first, then open");
        }
    }

    @Test
    void showsAClientNothingOfAFailure() {
        try (var composite = trial("failures", "")) {
            for (var path : List.of("/a/error", "/a/bug", "/a/file", "/a/begun", "/a/dispatched-error")) {
                var answer = composite.get(path);
                assertThat(answer.statusCode()).as(path).isEqualTo(500);
                assertThat(answer.body())
                        .isEqualTo("{\"type\":\"about:blank\",\"title\":\"Internal Server Error\",\"status\":500}");
            }
            assertThat(composite.get("/a/teapot").body()).contains("\"status\":418", "short and stout");
            assertThat(composite.get("/a/bare").body()).contains("\"status\":409", "Conflict");
            assertThatThrownBy(() -> composite.get("/a/half")).isInstanceOf(UncheckedIOException.class)
                    .hasCauseInstanceOf(IOException.class);
            assertThat(composite.get("/b/count").body()).isEqualTo("0");
        }
    }

    /** Also where it is the request that a connection is upgraded to HTTP/2 with. */
    @Test
    void showsAClientThatAResponseIsNotTheWhole() {
        try (var composite = trial("half", "")) {
            for (var version : HttpClient.Version.values()) {
                try (var fresh = HttpClient.newBuilder().version(version).build()) {
                    var request = HttpRequest.newBuilder(composite.uri("/a/half"))
                            .timeout(Duration.ofSeconds(60))
                            .build();
                    assertThatThrownBy(() -> fresh.send(request, BodyHandlers.ofString())).as(version.name())
                            .isInstanceOf(IOException.class)
                            .isNotInstanceOf(HttpTimeoutException.class);
                }
            }
        }
    }

    @Test
    void limitsWhatAnInstanceTakes() throws Exception {
        try (var composite = trial("limits", "instances.a.limits { body = 2000, concurrent = 1 }")) {
            assertThat(post(composite, "/a/echo", 2000)).isEqualTo("200 2000");
            // A client has its answer a little before the request is over, and there is one place.
            awaitIdle(composite);
            assertThat(post(composite, "/a/receive", 2000)).isEqualTo("200 2000");
            awaitIdle(composite);
            assertThat(post(composite, "/a/echo", 2001)).startsWith("413");
            awaitIdle(composite);
            assertThat(post(composite, "/b/echo", 2001)).isEqualTo("200 2001");

            var trial = composite.object("a", TrialApp.Trial.class);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var waiting = threads.submit(() -> composite.get("/a/wait").body());
                trial.entered().await();
                var refused = composite.get("/a/count");
                assertThat(refused.statusCode()).isEqualTo(503);
                assertThat(refused.headers().firstValue("retry-after")).contains("1");
                assertThat(composite.get("/b/count").statusCode()).isEqualTo(200);
                trial.released().countDown();
                assertThat(waiting.get()).isEqualTo("waited");
            }
        }
    }

    /** Of unknown length, over HTTP/2, longer than what is buffered: the instance must be told that the request is over. */
    @Test
    void endsARequestWhoseBodyIsTooLongInHttp2() throws Exception {
        try (var composite = trial("http2", "http.max-body = 100K")) {
            for (int i = 0; i < 3; i++) {
                assertThat(composite.get("/a/count").version()).isEqualTo(HttpClient.Version.HTTP_2);
                var answer = composite.send(HttpRequest.newBuilder(composite.uri("/a/echo"))
                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[200_000]))));
                assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
                assertThat(answer.statusCode()).isEqualTo(413);
            }
            awaitIdle(composite);
        }
    }

    @Test
    void forgetsARequestWhoseClientWentAway() throws Exception {
        try (var composite = trial("cancelled", ""); var client = HttpClient.newHttpClient()) {
            assertThat(composite.get("/a/count").version()).isEqualTo(HttpClient.Version.HTTP_2);
            var trial = composite.object("a", TrialApp.Trial.class);
            var going = client.sendAsync(HttpRequest.newBuilder(composite.uri("/a/wait")).build(),
                    BodyHandlers.discarding());
            trial.entered().await();
            going.cancel(true);
            trial.released().countDown();
            awaitIdle(composite);
        }
    }

    /** Returns when instance a has no request any more; for one that never ends, the test's time limit does. */
    private static void awaitIdle(TestComposite composite) {
        while (composite.composite().instances().all().getFirst().running() > 0) {
            assertThat(composite.get("/b/count").body()).isEqualTo("0");
        }
    }

    private static String post(TestComposite composite, String path, int length) {
        var answer = composite
                .send(HttpRequest.newBuilder(composite.uri(path)).POST(BodyPublishers.ofByteArray(new byte[length])));
        return answer.statusCode() + " " + answer.body();
    }

    @Test
    void servesTheOthersWhileOneCannotStartAndTriesItAgain() throws Exception {
        try (var composite = trial("failed", """
                instances.late { app = trial, mount = "/late", engines.default {
                  url = "jdbc:h2:file:{here}/late;IFEXISTS=TRUE", user = sa, password = "pa55word!", schema = create } }
                """)) {
            assertThat(FailedStart.reason(composite, "late")).startsWith("instance 'late', engine 'default'")
                    .doesNotContain("pa55word!");
            var refused = composite.get("/late/count");
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("retry-after")).isPresent();
            assertThat(composite.get("/a/count").body()).isEqualTo("0");

            DriverManager.getConnection("jdbc:h2:file:%s/late".formatted(composite.folder()), "sa", "pa55word!")
                    .close();
            var late = composite.composite().instances().all().getLast();
            assertThat(late.start()).isEqualTo(Phase.SERVING);
            assertThat(composite.get("/late/count").body()).isEqualTo("0");
        }
    }

    @Test
    void drainsBeforeItCloses() throws Exception {
        var composite = trial("drain", "");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var trial = composite.object("a", TrialApp.Trial.class);
            var running = threads.submit(() -> composite.get("/a/wait").body());
            trial.entered().await();
            var closing = threads.submit(composite.composite()::close);
            var refused = threads.submit(() -> untilRefused(composite));
            assertThat(refused.get(30, TimeUnit.SECONDS)).isEqualTo(503);
            assertThat(closing).isNotDone();
            trial.released().countDown();
            assertThat(running.get(30, TimeUnit.SECONDS)).isEqualTo("waited");
            closing.get(30, TimeUnit.SECONDS);
            assertThat(composite.phase("a")).isEqualTo(Phase.CLOSED);
            assertThat(composite.phase("b")).isEqualTo(Phase.CLOSED);
        } finally {
            composite.close();
        }
    }

    private static int untilRefused(TestComposite composite) {
        int status = 200;
        while (status == 200) {
            status = composite.get("/a/thread").statusCode();
        }
        return status;
    }

    private static <T> List<T> inParallel(int times, Callable<T> call) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return IntStream.range(0, times).mapToObj(i -> threads.submit(call)).toList().stream().map(future -> {
                try {
                    return future.get(30, TimeUnit.SECONDS);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }).toList();
        }
    }
}
