package dev.rowhouse.apps.conduit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

/**
 * What four instances in one JVM promise: each what it promises alone, and nothing of one is ever seen in another.
 *
 * <p>First all scenarios run against all instances: at any time the same one in each. Then the tests look for what crossed.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class FourInstancesContract {
    static final List<String> NAMES = List.of("acme", "globex", "initech", "umbrella");

    /** Logins take long; these few stand for all. */
    private static final int LOGINS = 1;

    private final Row row;
    private final Map<String, Throwable> failures = new ConcurrentHashMap<>();

    FourInstancesContract(Row row) {
        this.row = row;
    }

    @BeforeAll
    @Timeout(300)
    void runAllScenariosInAllInstances() {
        var scenarios = Scenarios.all();
        var together = new CyclicBarrier(NAMES.size());
        AtOnce.repeat(NAMES.size(), number -> {
            for (var scenario : scenarios) {
                AtOnce.await(together);
                run(scenario, row.clients().get(number));
            }
            return number;
        });
    }

    @SuppressWarnings("CatchingUnchecked")
    private void run(Scenario scenario, Client client) {
        try {
            scenario.run(client);
        } catch (Throwable failure) {
            failures.put(title(scenario, client), failure);
        }
    }

    private static String title(Scenario scenario, Client client) {
        return client.instance() + ": " + scenario.name();
    }

    @AfterAll
    void closeRow() {
        row.close();
    }

    @TestFactory
    Stream<DynamicTest> keepsWhatEachPromisesAlone() {
        return row.clients()
                .stream()
                .flatMap(client -> Scenarios.all().stream().map(scenario -> title(scenario, client)))
                .map(title -> DynamicTest.dynamicTest(title, () -> {
                    var failure = failures.get(title);
                    if (failure != null) {
                        throw new AssertionError("%s: %s".formatted(title, failure.getMessage()), failure);
                    }
                }));
    }

    @Test
    void showsArticlesCommentsAndTagsOfItsOwnOnly() {
        assertThat(row.clients()).allSatisfy(client -> {
            var own = client.instance() + "-";
            assertThat(client.get("/tags").is(200).texts("/tags")).isNotEmpty()
                    .allSatisfy(tag -> assertThat(tag).startsWith(own));
            assertThat(articles(client)).isNotEmpty().allSatisfy((path, author) -> {
                assertThat(author).startsWith(own);
                var comments = client.get(path + "/comments").is(200);
                assertThat(comments.body().path("comments").valueStream())
                        .allSatisfy(comment -> assertThat(comment.at("/author/username").asString()).startsWith(own));
            });
        });
    }

    @Test
    void knowsNoUserOfAnother() {
        forEachPair((client, other) -> assertThat(client.members()).isNotEmpty()
                .allSatisfy(member -> other.get(member.profile()).refused(404, "profile", "not found")));
    }

    @Test
    void findsNoArticleOfAnother() {
        forEachPair((client, other) -> assertThat(articles(client).keySet())
                .filteredOn(path -> path.contains(client.instance()))
                .isNotEmpty()
                .allSatisfy(path -> other.get(path).refused(404, "article", "not found")));
    }

    @Test
    void listsNothingByNamesOfAnother() {
        forEachPair((client, other) -> {
            for (var filter : List.of("author", "favorited")) {
                assertThat(client.members()).allSatisfy(member -> assertThat(
                        other.get("/articles?%s=%s".formatted(filter, Client.encoded(member.username())))
                                .is(200)
                                .number("/articlesCount"))
                        .isZero());
            }
        });
    }

    @Test
    void refusesEveryTokenOfAnother() {
        forEachPair((client, other) -> assertThat(client.members()).allSatisfy(member -> {
            var intruder = other.with(member.authorization());
            intruder.get("/user").refused(401, "token", "is invalid");
            intruder.get("/articles?limit=1").refused(401, "token", "is invalid");
            intruder.post("/articles", "{}").refused(401, "token", "is invalid");
        }));
    }

    @Test
    void letsNobodyLogInWithThePasswordOfAnother() {
        forEachPair((client, other) -> assertThat(client.members().subList(0, LOGINS)).allSatisfy(
                member -> other.logIn(member.email(), Client.PASSWORD).refused(401, "credentials", "invalid")));
    }

    private void forEachPair(BiConsumer<Client, Client> check) {
        List<Runnable> checks = new ArrayList<>();
        for (var client : row.clients()) {
            row.clients()
                    .stream()
                    .filter(other -> !other.equals(client))
                    .forEach(other -> checks.add(() -> check.accept(client, other)));
        }
        assertThat(checks).hasSize(NAMES.size() * (NAMES.size() - 1));
        checks.forEach(Runnable::run);
    }

    /** The names of all authors, by the paths of their articles. */
    private static Map<String, String> articles(Client client) {
        Map<String, String> authors = new LinkedHashMap<>();
        long total;
        do {
            var page = client.get("/articles?limit=1000&offset=" + authors.size()).is(200);
            total = page.number("/articlesCount");
            assertThat(page.at("/articles")).isNotEmpty();
            page.at("/articles")
                    .forEach(article -> authors.put("/articles/" + Client.encoded(article.path("slug").stringValue()),
                            article.at("/author/username").stringValue()));
        } while (authors.size() < total);
        return authors;
    }
}
