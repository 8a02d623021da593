package dev.rowhouse.bench;

import dev.rowhouse.server.Rowhouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;

/** The database of a blog that is hosted by Rowhouse and its rival: an H2 file, of which each has a copy. */
final class Blog {
    private static final int USERS = 50;
    private static final int TAGS = 30;
    private static final int ARTICLES = 500;
    private static final int TAGS_EACH = 3;
    private static final int FAVORS_EACH = 5;
    /** Where its list of articles is found, below the mount. */
    static final String LIST = "/api/articles?limit=20";
    static final String MOUNT = "/blog";

    private Blog() {}

    /** What is in it, for notes. */
    static String describe() {
        return "%d articles by %d users, each with %d of %d tags and favored by %d, in an H2 file".formatted(ARTICLES,
                USERS, TAGS_EACH, TAGS, FAVORS_EACH);
    }

    /**
     * Writes a composite file of one instance, in a folder where its database is, or will be.
     *
     * @throws IOException if it can't be written
     */
    static Path composite(Setting setting, Path folder) throws IOException {
        var target = setting.home().resolve("apps/conduit/target");
        Path jar;
        try (var jars = Files.newDirectoryStream(target, "rowhouse-conduit-*.jar")) {
            jar = jars.iterator().next();
        }
        return Files.writeString(folder.resolve("composite.conf"), """
                listen = "127.0.0.1:0"
                apps.conduit { path = ["%s", "%s"], class = dev.rowhouse.apps.conduit.ConduitApp }
                instances.blog { app = conduit, mount = "%s"
                  engines.default { url = "%s", user = sa, password = "", schema = update, pool.max = 8 } }
                """.formatted(jar, target.resolve("lib"), MOUNT, url(folder)));
    }

    static String url(Path folder) {
        return "jdbc:h2:file:" + folder.resolve("blog");
    }

    /**
     * Makes the tables as the app does, and fills them.
     *
     * @throws IOException if files can't be written
     */
    static void write(Setting setting, Path folder) throws IOException {
        try (var rowhouse = Rowhouse.open(composite(setting, folder)); var blog = rowhouse.instance("blog")) {
            blog.work().runInTransaction(() -> blog.session().doWork(Blog::fill));
        }
    }

    /** Gives a rival what was written. */
    static void copy(Path from, Path to) throws IOException {
        Files.copy(from.resolve("blog.mv.db"), to.resolve("blog.mv.db"));
    }

    private static void fill(Connection connection) throws SQLException {
        insert(connection,
                "insert into account (id, username, email, email_key, token_key, password_hash, bio) values (?, ?, ?, ?, random_uuid(), 'none', ?)",
                USERS, 1, (id, _) -> new Object[]{id, "user" + id, id + "@example.org", id + "@example.org",
                        "Writes about many things, number " + id});
        insert(connection, "insert into tag (id, name) values (?, ?)", TAGS, 1,
                (id, _) -> new Object[]{id, "tag" + id});
        var begin = Instant.parse("2026-01-01T00:00:00Z");
        insert(connection,
                "insert into article (id, slug, title, description, body, created_at, updated_at, author_id) values (?, ?, ?, ?, ?, ?, ?, ?)",
                ARTICLES, 1,
                (id, _) -> new Object[]{id, "article-" + id, "Article " + id, "What article %d is about".formatted(id),
                        "Words and more words. ".repeat(50), Timestamp.from(begin.plusSeconds(id)),
                        Timestamp.from(begin.plusSeconds(id)), id % USERS + 1});
        insert(connection, "insert into article_tag (article_id, tag_id) values (?, ?)", ARTICLES, TAGS_EACH,
                (id, n) -> new Object[]{id, (id + n) % TAGS + 1});
        insert(connection, "insert into favorite (user_id, article_id) values (?, ?)", ARTICLES, FAVORS_EACH,
                (id, n) -> new Object[]{(id + n) % USERS + 1, id});
    }

    /** The values of a row. */
    private interface Values {
        Object[] of(int id, int number);
    }

    private static void insert(Connection connection, String sql, int count, int each, Values values)
            throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int id = 1; id <= count; id++) {
                for (int number = 0; number < each; number++) {
                    var row = values.of(id, number);
                    for (int i = 0; i < row.length; i++) {
                        statement.setObject(i + 1, row[i]);
                    }
                    statement.addBatch();
                }
            }
            statement.executeBatch();
        }
    }
}
