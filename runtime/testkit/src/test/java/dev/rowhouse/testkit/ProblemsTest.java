package dev.rowhouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.LockModeType;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

/** What clients see of problems, and in whose words. */
class ProblemsTest {
    private static TestComposite trial(String name) {
        return TestComposite.start("""
                apps.trial.class = dev.rowhouse.testkit.TrialApp
                apps.worded.class = "dev.rowhouse.testkit.TrialApp$Worded"
                defaults.engines.default { url = "jdbc:h2:mem:%s-{instance};LOCK_TIMEOUT=50", schema = create }
                defaults.limits.body = 2000
                instances.plain { app = trial, mount = "/plain" }
                instances.worded { app = worded, mount = "/worded" }
                """.formatted(name));
    }

    private static void assertAnswer(HttpResponse<String> answer, int status, String body) {
        assertThat(answer.body()).isEqualTo(body);
        assertThat(answer.statusCode()).isEqualTo(status);
    }

    private static HttpRequest.Builder echo(TestComposite composite) {
        return HttpRequest.newBuilder(composite.uri("/worded/echo")).header("Accept", "text/html");
    }

    @Test
    void areInTheWordsOfAnAppThatHasItsOwn() {
        try (var composite = trial("words")) {
            assertAnswer(composite.get("/worded/nothing"), 404, "sorry: 404 ");
            for (var path : List.of("/worded/error", "/worded/bug", "/worded/begun", "/worded/dispatched-error")) {
                assertAnswer(composite.get(path), 500, "sorry: 500 ");
            }
            assertAnswer(composite.get("/worded/own-words"), 422, "no");
            assertAnswer(composite.send(echo(composite).POST(BodyPublishers.ofByteArray(new byte[2001]))), 413,
                    "sorry: 413 The body may have at most 2000 bytes.");
            for (var version : Version.values()) {
                assertAnswer(
                        composite.send(echo(composite).version(version)
                                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[2001])))),
                        413, "sorry: 413 The body may have at most 2000 bytes.");
            }
        }
    }

    @Test
    void areInTheStandardFormWhereNoHouseholdIsOrHasWords() {
        try (var composite = trial("standard")) {
            for (var path : List.of("/nowhere", "/plain/nothing", "/worded//nothing")) {
                assertThat(composite.get(path).headers().firstValue("content-type")).as(path)
                        .contains("application/problem+json");
            }
            assertAnswer(composite.get("/plain/own-words"), 422, "no");
        }
    }

    @Test
    void areAnsweredWhateverAFormatDoes() {
        try (var composite = trial("formats")) {
            for (var path : List.of("/worded/teapot", "/worded/dispatched-problem")) {
                var failed = composite.get(path);
                assertAnswer(failed, 500,
                        "{\"type\":\"about:blank\",\"title\":\"Internal Server Error\",\"status\":500}");
                assertThat(failed.headers().firstValue("content-type")).contains("application/problem+json");
            }
            assertAnswer(composite.get("/worded/bare"), 410, "");
            assertAnswer(composite.get("/worded/stale"), 410, "");
            assertAnswer(composite.post("/worded/count", ""), 405, "not so");
        }
    }

    @Test
    void tellWhoMeetsSomebodyElseAtTheSameRowsToTryAgain() {
        try (var composite = trial("conflicts")) {
            var conflict = "{\"type\":\"about:blank\",\"title\":\"Conflict\",\"status\":409,\"detail\":\"Somebody else is changing the same; try again.\"}";
            assertAnswer(composite.get("/plain/stale"), 409, conflict);

            var session = composite.object("plain", Session.class);
            var work = composite.work("plain");
            work.runInTransaction(() -> session.persist(new Canary(1, "plain")));
            work.runInTransaction(() -> {
                session.find(Canary.class, 1, LockModeType.PESSIMISTIC_WRITE);
                assertAnswer(composite.get("/plain/lock"), 409, conflict);
            });
            assertAnswer(composite.get("/plain/lock"), 200, "locked");
        }
    }

    /** A transaction that was committed in one engine and lost in another is nothing to try again. */
    @Test
    void keepQuietAboutDatabasesThatDiffer() {
        try (var composite = trial("partial")) {
            assertThat(composite.get("/plain/partial").statusCode()).isEqualTo(500);
        }
    }
}
