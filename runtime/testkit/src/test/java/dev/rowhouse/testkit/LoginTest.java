package dev.rowhouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowhouse.config.InstanceName;
import dev.rowhouse.testkit.VisitorsApp.Doorstep;
import java.lang.ref.WeakReference;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Login sessions of instances that share a host, and of such that have one each; from a proxy that says there is TLS, too. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LoginTest {
    private static final String CONF = """
            http.trusted-proxies = ["127.0.0.1"]
            apps.visitors.class = "dev.rowhouse.testkit.VisitorsApp"
            instances {
              north { app = visitors, mount = ["/north", "north.test/", "*.north.test/deep"] }
              south { app = visitors, mount = ["/south", "south.test/"] }
              attic { app = visitors, mount = "/north/attic" }
              all   { app = visitors, mount = "/" }
            }
            """;

    private final TestComposite composite = TestComposite.start(CONF);

    @AfterAll
    void close() {
        composite.close();
    }

    private HttpResponse<String> get(String path, String... fields) {
        return get(composite, path, fields);
    }

    private static HttpResponse<String> get(TestComposite composite, String path, String... fields) {
        var request = HttpRequest.newBuilder(composite.uri(path));
        if (fields.length > 0) {
            request.headers(fields);
        }
        return composite.send(request);
    }

    private static String cookie(HttpResponse<String> response) {
        return response.headers().firstValue("Set-Cookie").orElseThrow();
    }

    /** What a browser sends back. */
    private static String pair(HttpResponse<String> response) {
        return cookie(response).replaceFirst(";.*", "");
    }

    @Test
    void knowsAVisitorAgain() {
        var first = get("/north/visit");
        assertThat(first.body()).isEqualTo("visit 1");
        assertThat(get("/north/visit", "Cookie", pair(first)).body()).isEqualTo("visit 2");
        assertThat(get("/north/peek", "Cookie", pair(first)).headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(get("/north/visit").body()).isEqualTo("visit 1");
    }

    @Test
    void setsItsCookieForTheMountThatTheRequestCameThrough() {
        var id = "[A-Za-z0-9_-]{40}";
        assertThat(cookie(get("/north/visit")))
                .matches("rowhouse-north=%s; Path=/north; HttpOnly; SameSite=Lax".formatted(id));
        assertThat(cookie(get("/north/resolved"))).contains("Path=/north;");
        assertThat(cookie(get("/north/attic/visit"))).matches("rowhouse-attic=.*; Path=/north/attic; .*");
        assertThat(cookie(get("/visit"))).matches("rowhouse-all=%s; Path=/; HttpOnly; SameSite=Lax".formatted(id));
        assertThat(cookie(get("/visit", "X-Forwarded-Host", "north.test")))
                .matches("rowhouse-north=.*; Path=/; HttpOnly.*");
        assertThat(cookie(get("/deep/visit", "X-Forwarded-Host", "a.north.test")))
                .matches("rowhouse-north=.*; Path=/deep; .*");
    }

    @Test
    void setsASecureCookieBehindTls() {
        assertThat(cookie(get("/north/visit", "X-Forwarded-Proto", "https")))
                .matches("rowhouse-north=.*; Path=/north; Secure; HttpOnly; SameSite=Lax");
        assertThat(cookie(get("/visit", "X-Forwarded-Proto", "https", "X-Forwarded-Host", "north.test")))
                .matches("__Host-rowhouse-north=.*; Path=/; Secure; HttpOnly; SameSite=Lax");
        assertThat(cookie(get("/deep/visit", "X-Forwarded-Proto", "https", "X-Forwarded-Host", "a.north.test")))
                .matches("rowhouse-north=.*; Path=/deep; Secure; .*");
    }

    @Test
    void takesNoPlainCookieWhereBrowsersKeepAHostsOwn() {
        var plain = pair(get("/visit", "X-Forwarded-Host", "north.test"));
        assertThat(get("/peek", "X-Forwarded-Host", "north.test", "Cookie", plain).body()).isEqualTo("visit 2");
        assertThat(get("/peek", "X-Forwarded-Host", "north.test", "X-Forwarded-Proto", "https", "Cookie", plain).body())
                .isEqualTo("nobody");
    }

    @Test
    void doesNotKnowAnIdOfAnotherInstance() {
        var id = pair(get("/north/visit")).replaceFirst(".*=", "");
        for (var name : List.of("rowhouse-south", "rowhouse-north", "__Host-rowhouse-south", "Rowhouse-South",
                "JSESSIONID")) {
            assertThat(get("/south/peek", "Cookie", name + "=" + id).body()).as(name).isEqualTo("nobody");
            var answer = get("/south/visit", "Cookie", name + "=" + id);
            assertThat(answer.body()).isEqualTo("visit 1");
            assertThat(cookie(answer)).startsWith("rowhouse-south=").doesNotContain(id);
        }
        assertThat(get("/north/peek", "Cookie", "rowhouse-north=" + id).body()).isEqualTo("visit 2");
    }

    @Test
    void doesNotShowTheLoginCookiesOfOthersToAnApp() {
        assertThat(get("/north/attic/cookies", "Cookie", "a=1; rowhouse-north=x; b=2").body()).isEqualTo("a=1; b=2");
        assertThat(get("/north/attic/cookies", "Cookie", "rowhouse-north=x").body()).isEmpty();
        assertThat(
                get("/south/cookies", "Cookie", "__Host-rowhouse-all=x", "Cookie", "a=\"; rowhouse-north=x; \"").body())
                .isEqualTo("a=\"; \"");
        assertThat(get("/north/cookies", "Cookie", "a=1; rowhouse-north=x").body()).isEqualTo("a=1; rowhouse-north=x");
    }

    @Test
    void survivesHostileCookieFields() {
        var id = pair(get("/north/visit"));
        for (var field : List.of("", ";", "=", "==;;=", id + "\"", "\"" + id, "$Version=1; " + id + "x",
                "a".repeat(4000), id + "; " + id + "x=", "rowhouse-north", "rowhouse-north=", "rowhouse-north=\"",
                "rowhouse-north=" + "A".repeat(2000), "rowhouse-north=" + "\u00ff".repeat(40), "x=" + "=".repeat(500),
                ";".repeat(90) + "b=1")) {
            assertThat(get("/north/visit", "Cookie", field).statusCode()).as(field).isEqualTo(200);
        }
        assertThat(get("/north/peek", "Cookie", "; ;" + id + ";;").body()).startsWith("visit");
        assertThat(get("/north/peek", "Cookie", "rowhouse-north=stale; " + id).body()).startsWith("visit");
    }

    @Test
    void changesTheIdOfAVisitorWhoLogsIn() {
        var before = get("/north/visit");
        var after = get("/north/login", "Cookie", pair(before));
        assertThat(after.body()).isEqualTo("visit 2");
        assertThat(pair(after)).isNotEqualTo(pair(before));
        assertThat(get("/north/peek", "Cookie", pair(after)).body()).isEqualTo("visit 3");
        assertThat(get("/north/peek", "Cookie", pair(before)).body()).isEqualTo("nobody");
    }

    @Test
    void takesTheCookieBackFromAVisitorWhoLogsOut() {
        var login = pair(get("/north/visit"));
        var logout = get("/north/logout", "Cookie", login);
        assertThat(cookie(logout))
                .matches("rowhouse-north=; Path=/north; HttpOnly; Expires=Thu, 01-Jan-1970 00:00:00 GMT; SameSite=Lax");
        assertThat(get("/north/peek", "Cookie", login).body()).isEqualTo("nobody");
    }

    @Test
    void keepsVisitorsOfTwoInstancesApartOnManyThreads() throws Exception {
        int threads = 8;
        int requests = 50;
        try (var pool = Executors.newFixedThreadPool(threads)) {
            var visitors = new ArrayList<Callable<Void>>();
            for (int i = 0; i < threads; i++) {
                var own = i % 2 == 0 ? "north" : "south";
                var other = i % 2 == 0 ? "south" : "north";
                visitors.add(() -> {
                    var id = pair(get("/%s/visit".formatted(own))).replaceFirst(".*=", "");
                    for (int n = 2; n <= requests; n++) {
                        var cookies = "rowhouse-%s=%s; rowhouse-%s=%s".formatted(own, id, other, id);
                        assertThat(get("/%s/visit".formatted(own), "Cookie", cookies).body()).isEqualTo("visit " + n);
                        assertThat(get("/%s/peek".formatted(other), "Cookie", cookies).body()).isEqualTo("nobody");
                    }
                    return null;
                });
            }
            for (var visitor : pool.invokeAll(visitors)) {
                visitor.get();
            }
        }
    }

    @Test
    void refusesATokenThatAnotherInstanceSigned() {
        var token = get("/north/sign").body();
        assertThat(get("/north/verify?token=" + token).body()).isEqualTo("visitor");
        assertThat(get("/south/verify?token=" + token).body()).isEqualTo("no");
    }

    @Test
    void letsGoOfLoginSessionsWhenTheInstanceStops() throws Exception {
        try (var own = TestComposite.start(CONF)) {
            var doorstep = own.object("north", Doorstep.class);
            var login = get(own, "/north/visit");
            var held = new FutureTask<>(() -> get(own, "/north/held", "Cookie", pair(login)));
            Thread.ofVirtual().start(held);
            doorstep.arrived.await();
            var stopping = new FutureTask<Void>(() -> {
                own.composite().instances().get(new InstanceName("north")).stop(Duration.ofSeconds(60));
                return null;
            });
            Thread.ofVirtual().start(stopping);
            doorstep.open.countDown();
            // What runs when an instance drains still has its login session.
            assertThat(held.get().body()).isEqualTo("visit 2");
            stopping.get();
            assertThat(get(own, "/north/peek", "Cookie", pair(login)).statusCode()).isEqualTo(503);
            assertThat(get(own, "/south/visit").statusCode()).isEqualTo(200);
            assertThat(doorstep.seen).hasSize(1).allSatisfy(LoginTest::awaitCollection);
        }
    }

    /** Fails by time-out if a thread, a timer or a table still holds what the stopped instance had. */
    private static void awaitCollection(WeakReference<?> reference) {
        long start = System.nanoTime();
        while (reference.get() != null) {
            assertThat(Duration.ofNanos(System.nanoTime() - start)).as("still reachable")
                    .isLessThan(Duration.ofSeconds(60));
            System.gc();
            // A collection stops all other tests, too.
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    @Test
    void forgetsVisitorsWhenItStartsAgain() {
        String login;
        try (var before = TestComposite.start(CONF)) {
            login = pair(get(before, "/north/visit"));
        }
        try (var after = TestComposite.start(CONF)) {
            var visit = get(after, "/north/visit", "Cookie", login);
            assertThat(visit.body()).isEqualTo("visit 1");
            assertThat(pair(visit)).isNotEqualTo(login);
        }
    }
}
