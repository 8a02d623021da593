package dev.rowhouse.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.instance.OpeningException;
import dev.rowhouse.server.ForumApp.Article;
import dev.rowhouse.server.ForumApp.Remark;
import dev.rowhouse.shard.Layout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShardsCommandTest {
    private static final int BLOGS = 20;
    private static final int ARTICLES = 2 * BLOGS;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Desk desk(String... shards) {
        return write(new Desk(folder), shards);
    }

    /** Shards by their names, each in a file of that name; or of the one behind a colon. */
    private static Desk write(Desk desk, String... shards) {
        return desk.write("""
                apps.forum.class = dev.rowhouse.server.ForumApp
                instances.north { app = forum, mount = "/", engines {
                    default { url = "jdbc:h2:file:{here}/default", schema = update }
                    posts { shard-by = blogId, strategy = hash, schema = update, shards {
                %s
                    } } }
                  engine-families.notes { url = "jdbc:h2:file:{here}/notes-{key}", schema = update } }
                """.formatted(Stream.of(shards)
                .map(shard -> shard.split(":", -1))
                .map(shard -> "      %s.url = \"jdbc:h2:file:{here}/%s;PASSWORD=geheimnis\"".formatted(shard[0],
                        shard[shard.length - 1]))
                .collect(Collectors.joining("\n"))));
    }

    private static Desk.Ran shards(Desk desk, String... words) {
        var arguments = new ArrayList<>(List.of("shards", desk.file().toString(), "north", "posts"));
        arguments.addAll(List.of(words));
        return desk.run(arguments.toArray(String[]::new));
    }

    /** Two articles for each blog, and a remark on each; returns the blogs of the articles by their ids. */
    private static Map<Long, Long> fill(Desk desk) {
        var blogs = new LinkedHashMap<Long, Long>();
        try (var rowhouse = Rowhouse.open(desk.file()); var north = rowhouse.instance("north")) {
            north.work().runInTransaction(() -> {
                for (int i = 0; i < ARTICLES; i++) {
                    var article = new Article(i % BLOGS, "article " + i);
                    north.session().persist(article);
                    north.session().persist(new Remark(article));
                    blogs.put(Objects.requireNonNull(article.id), article.blogId);
                }
            });
        }
        return blogs;
    }

    private static void findsAll(Desk desk, Map<Long, Long> blogs) {
        try (var rowhouse = Rowhouse.open(desk.file()); var north = rowhouse.instance("north")) {
            north.work().run(() -> {
                var session = north.session();
                blogs.forEach((id, blog) -> {
                    var article = session.find(Article.class, id);
                    assertThat(article).isNotNull();
                    assertThat(article.blogId).isEqualTo(blog);
                    assertThat(article.tags).containsExactly("tag of " + article.text);
                });
                for (long blog = 0; blog < BLOGS; blog++) {
                    assertThat(session
                            .createSelectionQuery("select a.id from Article a where a.blogId = :blog", Long.class)
                            .setParameter("blog", blog)
                            .list()).hasSize(2);
                }
                assertThat(session.createSelectionQuery("select count(*) from Article", Long.class).getSingleResult())
                        .isEqualTo(ARTICLES);
                assertThat(session
                        .createSelectionQuery(
                                "select count(r) from Remark r join r.article a where a.blogId = r.blogId", Long.class)
                        .getSingleResult()).isEqualTo(ARTICLES);
            });
        }
    }

    private static void refuses(Desk desk, String... reasons) {
        try (var rowhouse = Rowhouse.open(desk.file())) {
            assertThatThrownBy(() -> rowhouse.instance("north")).isInstanceOf(OpeningException.class)
                    .hasMessageContainingAll(reasons)
                    .hasMessageContaining("rowhouse shards CONF north posts move");
        }
    }

    private int execute(String shard, String sql) throws SQLException {
        try (var connection = new org.h2.Driver()
                .connect("jdbc:h2:file:" + folder.resolve(shard) + ";PASSWORD=geheimnis", null);
                var statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    private long count(String shard, String table) throws SQLException {
        try (var connection = new org.h2.Driver()
                .connect("jdbc:h2:file:" + folder.resolve(shard) + ";PASSWORD=geheimnis", null);
                var rows = connection.createStatement().executeQuery("select count(*) from " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Test
    void movesRowsToAShardThatWasAdded() throws Exception {
        var blogs = fill(desk("a", "b"));
        assertThat(shards(desk("a", "b"), "check")).satisfies(ran -> {
            assertThat(ran.err()).isEmpty();
            assertThat(ran.status()).isZero();
        });
        var desk = desk("a", "b", "c");
        refuses(desk, "instance 'north', engine 'posts/a'", "[a, b]", "[a, b, c]");
        assertThat(shards(desk, "check")).satisfies(ran -> {
            assertThat(ran.status()).isEqualTo(1);
            assertThat(ran.err()).isEqualTo("shards [a, b] were laid out otherwise, or a move was stopped: run move\n");
            assertThat(ran.out().lines()).hasSize(1 + 3 * 3).first().asString().startsWith("SHARD ");
            assertThat(ran.out()).containsPattern("a +article +\\d+ +[1-9]\\d* +0 +0 ")
                    .containsPattern("c +article +0 +0 +0 +0 ");
        });
        assertThat(shards(desk, "--batch", "3", "move")).satisfies(ran -> {
            assertThat(ran.status()).as(ran.err()).isZero();
            assertThat(ran.out()).matches("moved: [1-9]\\d* rows\n");
            assertThat(ran.err()).contains("copied: a -> c: ", "verified: b -> c: ", "deleted: a: ")
                    .doesNotContain("a -> b", "b -> a");
        });
        assertThat(shards(desk, "check")).satisfies(ran -> {
            assertThat(ran.err()).isEmpty();
            assertThat(ran.status()).isZero();
        });
        assertThat(count("c", "article")).isPositive();
        assertThat(count("a", "article") + count("b", "article") + count("c", "article")).isEqualTo(ARTICLES);
        findsAll(desk, blogs);
        assertThat(shards(desk, "move")).isEqualTo(new Desk.Ran(0, "moved: 0 rows\n", ""));
        refuses(desk("a", "b"), "[a, b, c]");
    }

    @Test
    void finishesAMoveThatWasStopped() throws Exception {
        var blogs = fill(desk("a", "b"));
        var desk = desk("a", "b", "c");
        shards(desk, "check");
        // Some will be moved before that one is met.
        long last = last(blogs, "a");
        execute("c", "insert into article (id, blogId, text) values (%d, %d, 'planted')".formatted(last,
                Objects.requireNonNull(blogs.get(last))));
        assertThat(shards(desk, "--batch", "1", "move")).satisfies(ran -> {
            assertThat(ran.status()).isEqualTo(1);
            assertThat(ran.err()).contains("failed: north/posts: row of ")
                    .contains("and not alike")
                    .doesNotContain("geheimnis");
            assertThat(ran.out()).isEmpty();
        });
        refuses(desk, "rows were being moved");
        refuses(desk("a", "b"), "[a, b, c]");
        assertThat(shards(desk("a", "b", "c"), "check")).satisfies(ran -> {
            assertThat(ran.status()).isEqualTo(1);
            assertThat(ran.err()).startsWith("shards [a, b, c] were laid out otherwise, or a move was stopped");
        });
        assertThat(execute("c", "delete from article where text = 'planted'")).isEqualTo(1);
        assertThat(shards(desk, "move")).satisfies(ran -> assertThat(ran.status()).as(ran.err()).isZero());
        assertThat(shards(desk, "check").status()).isZero();
        findsAll(desk, blogs);
    }

    /** The last article of a blog whose articles leave a shard for c. */
    private long last(Map<Long, Long> blogs, String shard) {
        return blogs.entrySet()
                .stream()
                .filter(article -> isIn(shard, article.getValue())
                        && layout("a", "b", "c").shardOf(article.getValue()).equals("c"))
                .mapToLong(Map.Entry::getKey)
                .max()
                .orElseThrow();
    }

    private boolean isIn(String shard, long blog) {
        return layout("a", "b").shardOf(blog).equals(shard);
    }

    private Layout layout(String... shards) {
        var desk = new Desk(folder.resolve("layout").resolve(String.join("-", shards)));
        try {
            Files.createDirectories(desk.folder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (var rowhouse = Rowhouse.open(write(desk, shards).file())) {
            return Layout.create(rowhouse.config().instance("north").sharded().values().iterator().next(), Long.class);
        }
    }

    @Test
    void changesNothingIfADatabaseCantBeOpened() {
        var blogs = fill(desk("a", "b"));
        for (var action : List.of("move", "check")) {
            assertThat(shards(desk("a", "b", "c:composite.conf/c"), action)).satisfies(ran -> {
                assertThat(ran.status()).isEqualTo(78);
                assertThat(ran.err()).startsWith("rowhouse: instance 'north', engine 'posts/c': ")
                        .contains("can't be made")
                        .doesNotContain("geheimnis");
                assertThat(ran.out()).isEmpty();
            });
        }
        findsAll(desk("a", "b"), blogs);
    }

    @Test
    void refusesAShardOfAnotherName() {
        fill(desk("a", "b"));
        assertThat(shards(desk("a:b", "b:a"), "move")).satisfies(ran -> {
            assertThat(ran.status()).isEqualTo(78);
            assertThat(ran.err()).contains("this database is shard 'b' of engine 'posts'");
        });
    }

    @Test
    void losesNoShardThatIsNamedNoMore() {
        var blogs = fill(desk("a", "b"));
        assertThat(shards(desk("a"), "move")).satisfies(ran -> {
            assertThat(ran.status()).isEqualTo(1);
            assertThat(ran.err()).contains("rows were laid out over the shards [b] too").contains("name them again");
        });
        findsAll(desk("a", "b"), blogs);
    }

    @Test
    void refusesIdsThatLeadElsewhere() throws Exception {
        var blogs = fill(desk("a", "b"));
        long elsewhere = blogs.values().stream().filter(blog -> isIn("b", blog)).findFirst().orElseThrow();
        execute("a", "drop table rowhouse_layout");
        execute("a", "update article set blogId = %d where id = (select max(id) from article)".formatted(elsewhere));
        assertThat(shards(desk("a", "b"), "move")).satisfies(ran -> {
            assertThat(ran.status()).isEqualTo(1);
            assertThat(ran.err()).contains("was not made by this layout")
                    .contains("leads to shard 'a', not to that of its key " + elsewhere)
                    .endsWith("give the row another id\n");
        });
        execute("a", "delete from remark where article_id = (select max(id) from article)");
        execute("a", "delete from article_tags where article_id = (select max(id) from article)");
        execute("a", "delete from article where id = (select max(id) from article)");
        assertThat(shards(desk("a", "b"), "move")).isEqualTo(new Desk.Ran(0, "moved: 0 rows\n", ""));
        assertThat(shards(desk("a", "b"), "check").status()).isZero();
    }

    @Test
    void needsNoMoveWhereAllRowsWereDropped() {
        fill(desk("a", "b"));
        var desk = desk("a", "b", "c");
        assertThat(desk.run("schema", desk.file().toString(), "--yes", "drop")).satisfies(ran -> {
            assertThat(ran.err()).isEmpty();
            assertThat(ran.status()).isZero();
        });
        findsAll(desk, fill(desk));
        assertThat(shards(desk, "check").status()).isZero();
    }

    @Test
    void saysWhatIsNotThere() {
        var desk = desk("a", "b");
        assertThat(desk.run("shards", desk.file().toString(), "nort", "posts", "check")).satisfies(ran -> {
            assertThat(ran.status()).isEqualTo(64);
            assertThat(ran.err()).contains("did you mean 'north'?");
        });
        for (var name : List.of("default", "notes", "post")) {
            assertThat(desk.run("shards", desk.file().toString(), "north", name, "check")).satisfies(ran -> {
                assertThat(ran.status()).isEqualTo(64);
                assertThat(ran.err()).isEqualTo(
                        "rowhouse: instance 'north' has no engine '%s' with shards; it has [posts]\n".formatted(name));
            });
        }
        assertThat(shards(desk, "chek").status()).isEqualTo(64);
        assertThat(shards(desk).status()).isEqualTo(64);
        assertThat(shards(desk, "--batch", "0", "check").status()).isEqualTo(64);
        assertThat(desk.run("shards", folder.resolve("none.conf").toString(), "north", "posts", "check").status())
                .isEqualTo(78);
        assertThat(folder).isDirectoryNotContaining("glob:**/*.db");
    }
}
