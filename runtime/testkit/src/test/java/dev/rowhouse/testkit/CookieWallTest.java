package dev.rowhouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an app may tell a browser, however it says it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CookieWallTest {
    private static final String PROBLEM = "{\"type\":\"about:blank\",\"title\":\"Internal Server Error\",\"status\":500}";

    private final TestComposite composite = TestComposite
            .start("""
                    http.trusted-proxies = ["127.0.0.1"]
                    apps { visitors.class = "dev.rowhouse.testkit.VisitorsApp", quick.class = "dev.rowhouse.testkit.VisitorsApp$Quick" }
                    instances {
                      north { app = visitors, mount = ["/north", "north.test/"] }
                      quick { app = quick, mount = ["/quick", "quick.test/"] }
                    }
                    """);

    @AfterAll
    void close() {
        composite.close();
    }

    private HttpResponse<String> field(String path, String name, String value) {
        return composite
                .get("%s?name=%s&value=%s".formatted(path, name, URLEncoder.encode(value, StandardCharsets.UTF_8)));
    }

    private static List<String> cookies(HttpResponse<String> response) {
        return response.headers().allValues("Set-Cookie");
    }

    private static void assertRefused(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).isEqualTo(PROBLEM);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(response.headers().map()).doesNotContainKeys("set-cookie", "clear-site-data",
                "service-worker-allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/north/field", "/north/at-commit", "/north/empty", "/north/long", "/quick/field",
            "/quick/at-commit", "/quick/empty"})
    void givesACookieTheMountAsItsPathWhereverItIsSet(String path) {
        var mount = path.substring(0, 6);
        assertThat(cookies(field(path, "Set-Cookie", "a=1; HttpOnly"))).containsExactly("a=1; HttpOnly; Path=" + mount);
        assertThat(cookies(field(path, "set-cookie", "a=1; Path=%s/x".formatted(mount))))
                .containsExactly("a=1; Path=%s/x".formatted(mount));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/north/field", "/north/at-commit", "/north/empty", "/north/long", "/quick/field",
            "/quick/at-commit", "/quick/empty"})
    void answersWithAProblemWhereACookieIsForMoreThanTheMount(String path) {
        assertRefused(field(path, "Set-Cookie", "a=1; Path=/"));
        assertRefused(field(path, "SET-COOKIE", "a=1; Domain=test"));
        assertThat(field(path, "X-Other", "a=1; Path=/").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {"1|-|a=1; Path=/north", "1|/north/x|a=1; Path=/north/x",
            "1|/|-", "1|/south|-", "1|/north;Path=/|-", "x; Path=/; y|-|-", "x; Domain=test|/north|-",
            "1|/north/../south|-"})
    void judgesCookieObjectsByWhatIsSent(String value, String path, String sent) {
        var response = composite
                .get("/north/object?value=%s&path=%s".formatted(URLEncoder.encode(value, StandardCharsets.UTF_8),
                        path == null ? "" : URLEncoder.encode(path, StandardCharsets.UTF_8)));
        if (sent == null) {
            assertRefused(response);
        } else {
            assertThat(cookies(response)).containsExactly(sent);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/north/late", "/quick/late"})
    void dropsCookiesThatAreSetWhenTheResponseHasBegun(String path) {
        var wrong = field(path, "Set-Cookie", "a=1; Path=/");
        assertThat(wrong.statusCode()).isEqualTo(200);
        assertThat(wrong.body()).isEqualTo("fine");
        assertThat(cookies(wrong)).isEmpty();
        assertThat(cookies(field(path, "Set-Cookie", "a=1")))
                .containsExactlyInAnyOrder("a=1; Path=" + path.substring(0, 6), "late=1; Path=" + path.substring(0, 6));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Clear-Site-Data|\"cookies\"", "Clear-Site-Data|\"storage\"",
            "clear-site-data|*", "NEL|{\"report_to\":\"x\"}", "Alt-Svc|h2=\"elsewhere.test:443\"",
            "Service-Worker-Allowed|/", "Service-Worker-Allowed|/south", "Service-Worker-Allowed|/north/../",
            "Service-Worker-Allowed|../", "Service-Worker-Allowed|/northern"})
    void refusesFieldsThatAreAboutAllOfASharedHost(String name, String value) {
        assertRefused(field("/north/field", name, value));
        var own = composite.send(HttpRequest
                .newBuilder(composite.uri(
                        "/field?name=%s&value=%s".formatted(name, URLEncoder.encode(value, StandardCharsets.UTF_8))))
                .header("X-Forwarded-Host", "north.test"));
        assertThat(own.headers().firstValue(name)).contains(value);
    }

    @Test
    void letsAServiceWorkerHaveItsMount() {
        assertThat(field("/north/field", "Service-Worker-Allowed", "/north/").body()).isEqualTo("fine");
    }

    @Test
    void judgesResponsesOverHttp2AsWell() throws Exception {
        try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
            // The proxy that is trusted here gets no upgrade; another client does.
            try (var direct = TestComposite.start("""
                    apps.visitors.class = "dev.rowhouse.testkit.VisitorsApp"
                    instances.north { app = visitors, mount = "/north" }
                    """)) {
                var refused = client.send(
                        HttpRequest.newBuilder(direct.uri("/north/field?name=Set-Cookie&value=a%3D1;Path=/")).build(),
                        BodyHandlers.ofString());
                var fine = client.send(HttpRequest.newBuilder(direct.uri("/north/object?value=1")).build(),
                        BodyHandlers.ofString());
                var visit = client.send(HttpRequest.newBuilder(direct.uri("/north/visit")).build(),
                        BodyHandlers.ofString());
                assertThat(fine.version()).isEqualTo(HttpClient.Version.HTTP_2);
                assertRefused(refused);
                assertThat(cookies(fine)).containsExactly("a=1; Path=/north");
                assertThat(cookies(visit)).hasSize(1)
                        .first()
                        .asString()
                        .startsWith("rowhouse-north=")
                        .contains("Path=/north;");
            }
        }
    }
}
