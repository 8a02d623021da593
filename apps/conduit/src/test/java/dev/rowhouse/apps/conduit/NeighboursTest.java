package dev.rowhouse.apps.conduit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowhouse.testkit.CompositeTest;
import dev.rowhouse.testkit.Interleaved;
import dev.rowhouse.testkit.TestedInstance;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/** Conduits beside each other, used at once. */
@CompositeTest(app = ConduitApp.class, instances = 3)
class NeighboursTest {
    private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]*)\"");

    private static String signUp(TestedInstance conduit) {
        var name = "u" + UUID.randomUUID();
        var answer = conduit.post("/api/users",
                "{\"user\":{\"username\":\"%1$s\",\"email\":\"%1$s@example.org\",\"password\":\"%2$s\"}}"
                        .formatted(name, conduit.canary()));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        var token = TOKEN.matcher(answer.body());
        assertThat(token.find()).isTrue();
        return token.group(1);
    }

    private static int whoAmI(TestedInstance conduit, String token) {
        return conduit.send(HttpRequest.newBuilder(conduit.uri("/api/user")).header("Authorization", "Token " + token))
                .statusCode();
    }

    @Interleaved(rounds = 8)
    void keepsItsArticles(TestedInstance conduit) {
        var token = signUp(conduit);
        var article = "{\"article\":{\"title\":\"%1$s\",\"description\":\"d\",\"body\":\"%1$s\",\"tagList\":[\"t\"]}}"
                .formatted(conduit.canary());
        var written = conduit.send(HttpRequest.newBuilder(conduit.uri("/api/articles"))
                .header("Authorization", "Token " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(article)));
        assertThat(written.statusCode()).as(written.body()).isEqualTo(201);
        assertThat(conduit.get("/api/articles?limit=20").body()).contains(conduit.canary());
        assertThat(whoAmI(conduit, token)).isEqualTo(200);
    }

    @Interleaved(rounds = 4)
    void takesNoTokenOfANeighbour(TestedInstance conduit, List<TestedInstance> all) {
        var token = signUp(conduit);
        all.stream()
                .filter(neighbour -> neighbour != conduit)
                .forEach(neighbour -> assertThat(whoAmI(neighbour, token)).isEqualTo(401));
    }
}
