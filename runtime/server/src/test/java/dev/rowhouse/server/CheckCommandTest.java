package dev.rowhouse.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private record Ran(int status, String out, String err) {}

    private static Ran run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int status = Main.run(InputStream.nullInputStream(), new PrintWriter(out, true), new PrintWriter(err, true),
                arguments);
        return new Ran(status, out.toString(), err.toString());
    }

    private String file(String text) throws IOException {
        return Files.writeString(folder.resolve("composite.conf"), text).toString();
    }

    @Test
    void showsTheInstancesWithoutStartingThem() throws IOException {
        var ran = run("check", file("""
                apps.greeting.class = dev.rowhouse.server.GreetingApp
                defaults.engines.default.url = "jdbc:h2:file:{here}/{instance}"
                instances.north { app = greeting, mount = ["/north", "north.example.org/"] }
                instances.south { app = greeting, mount = "/south" }
                """));
        assertThat(ran.err()).isEmpty();
        assertThat(ran.status()).isZero();
        assertThat(ran.out().lines().limit(3)).containsExactly(
                "INSTANCE  APP       MOUNTS                     ENGINES  PHASE",
                "north     greeting  /north north.example.org/  default  COLD",
                "south     greeting  /south                     default  COLD");
        assertThat(folder).isDirectoryNotContaining("glob:**.mv.db");
    }

    @Test
    void showsFamiliesAndShards() throws IOException {
        var ran = run("check", file("""
                apps.blogs.class = dev.rowhouse.server.BlogsApp
                instances.north { app = blogs, mount = "/north"
                  engines.default.url = "jdbc:h2:mem:d"
                  engines.posts { shard-by = id, shards { a.url = "jdbc:h2:mem:a", b.url = "jdbc:h2:mem:b" } }
                  engine-families.blog.url = "jdbc:h2:file:{here}/{key}" }
                """));
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out().lines().limit(2)).containsExactly(
                "INSTANCE  APP    MOUNTS  ENGINES                    PHASE",
                "north     blogs  /north  default posts[a,b] blog/*  COLD");
    }

    @Test
    void refusesProductsThatDoNotCommitInTwoPhasesWhereTheyMust() throws IOException {
        var ran = run("check", file("""
                apps.blogs.class = dev.rowhouse.server.BlogsApp
                instances.north { app = blogs, mount = "/north", transactions = xa
                  engines.default.url = "jdbc:sqlite:{here}/d.db"
                  engines.posts { shard-by = id, shards.a.url = "jdbc:sqlite:{here}/a.db" }
                  engine-families.blog.url = "jdbc:sqlite:{here}/blog-{key}.db" }
                """));
        assertThat(ran.status()).isEqualTo(78);
        assertThat(ran.err().lines().filter(line -> line.contains("'sqlite' is not known as one"))).hasSize(3);
        assertThat(ran.err()).contains(":3: instances.north.engines.default.url: transactions = xa needs a product",
                ":4: instances.north.engines.posts.shards.a.url: ", ":5: instances.north.engine-families.blog.url: ");
    }

    @Test
    void refusesAFamilyOfWhichAKeyLeadsToAnotherEngine() throws IOException {
        var ran = run("check", file("""
                apps.blogs.class = dev.rowhouse.server.BlogsApp
                instances.north { app = blogs, mount = "/north"
                  engines.default.url = "jdbc:h2:file:{here}/default"
                  engines.posts { shard-by = id, shards { a.url = "jdbc:h2:mem:a", b.url = "jdbc:h2:mem:b" } }
                  engine-families.blog.url = "jdbc:h2:file:{here}/{key}" }
                """));
        assertThat(ran.status()).isEqualTo(78);
        assertThat(ran.err()).contains(":5: instances.north.engine-families.blog.url: a key of family 'blog' can lead "
                + "to the database of engine 'default' (");
    }

    @Test
    void reportsAllMistakesAtOnceWithTheirLines() throws IOException {
        var file = file(
                """
                        apps.a.class = dev.rowhouse.server.Nowhere
                        apps.b.class = java.lang.String
                        apps.c.class = dev.rowhouse.server.Unplanned
                        apps.d.class = dev.rowhouse.server.GreetingApp
                        instances.north { app = d, mount = "/north", settings.greting = "hi", engines.default.url = "jdbc:h2:mem:a" }
                        """);
        var ran = run("check", file);
        assertThat(ran.status()).isEqualTo(78);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err().lines()).hasSize(5)
                .first()
                .asString()
                .startsWith(
                        file + ":1: apps.a.class: there is no class dev.rowhouse.server.Nowhere on the class path; ");
        assertThat(ran.err()).contains(":2: apps.b.class: java.lang.String is not an App; ",
                ":3: apps.c.class: dev.rowhouse.server.Unplanned gives no plan: ", "no plan today",
                ":5: instances.north.settings.greting: ", "did you mean 'greeting'",
                "rowhouse: 4 mistakes; nothing was started");
        assertThat(ran.err()).doesNotContain("\tat ");
    }

    @Test
    void checksWhatOnlyLibrariesKnow() throws IOException {
        var ran = run("check", file("""
                apps.greeting.class = dev.rowhouse.server.GreetingApp
                instances.north { app = greeting, mount = "/", engines.default {
                  url = "jdbc:db2://host/x"
                  pool.leak-detecton-threshold = 5000
                  properties.hibernate.connection.url = "jdbc:h2:mem:other"
                } }
                """));
        assertThat(ran.status()).isEqualTo(78);
        assertThat(ran.err()).contains("no JDBC driver for 'db2'", "pool.leak-detecton-threshold",
                "properties.hibernate.connection.url: is decided by the runtime");
    }

    @Test
    void saysWhatItCanDo() {
        assertThat(run("--help")).satisfies(ran -> {
            assertThat(ran.status()).isZero();
            assertThat(ran.out()).contains("serve", "check");
        });
        assertThat(run("--version").out()).startsWith("rowhouse ");
        assertThat(run().status()).isEqualTo(64);
        assertThat(run("serv").status()).isEqualTo(64);
        assertThat(run("serve", "--listen", "nowhere").err()).contains("write host:port");
        assertThat(run("check", "missing.conf")).satisfies(ran -> {
            assertThat(ran.status()).isEqualTo(78);
            assertThat(ran.err()).contains("missing.conf").doesNotContain("\tat ");
        });
    }
}
