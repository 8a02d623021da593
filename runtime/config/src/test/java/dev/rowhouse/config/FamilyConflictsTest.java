package dev.rowhouse.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Families and shards that get in each other's way, or in that of engines. */
final class FamilyConflictsTest {
    @TempDir
    private Path folder;

    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk(folder);
    }

    @Test
    void namesInstancesThatShareAShardAFamilyOrAFolder() {
        assertThat(desk.mistakes("""
                apps.blogs.class = example.Blogs
                defaults { app = blogs, mount = "/{instance}", folder = "{here}/f" }
                instances.a { transactions = xa, engines.posts { shard-by = id, shards.s.url = "jdbc:h2:./s" }
                  engine-families.blog.url = "jdbc:h2:./b/{key}" }
                instances.b { transactions = xa, engines.posts { shard-by = id, shards.t.url = "jdbc:h2:./s" }
                  engine-families.blog.url = "jdbc:h2:./b/{key}" }
                instances.c { engines.posts.url = "jdbc:h2:./s", engine-families.blog.url = "jdbc:h2:./c/{key}" }
                """.replace("./", folder + "/"))).containsExactly(
                "composite.conf:5: instances.b.engines.posts.shards.t.url: instance 'b' (engine 'posts/t') and instance 'a' (engine 'posts/s', composite.conf:3) have the same database, jdbc:h2:s; give each its own, for example with {instance} in the url, or write shared = true in both",
                "composite.conf:5: instances.b.folder: instances 'b' and 'a' both keep their keys and logs in f, the other is declared at composite.conf:3; give each its own, for example with {instance} in it",
                "composite.conf:6: instances.b.engine-families.blog.url: instance 'b' (engine 'blog') and instance 'a' (engine 'blog', composite.conf:4) have the same database, jdbc:h2:b/{key}; give each its own, for example with {instance} in the url, or write shared = true in both",
                "composite.conf:7: instances.c.engines.posts.url: instance 'c' (engine 'posts') and instance 'a' (engine 'posts/s', composite.conf:3) have the same database, jdbc:h2:s; give each its own, for example with {instance} in the url, or write shared = true in both",
                "composite.conf:7: instances.c.folder: instances 'c' and 'a' both keep their keys and logs in f, the other is declared at composite.conf:3; give each its own, for example with {instance} in it");
    }

    @Test
    void refusesFamiliesOfWhichAKeyLeadsToAnotherInstance() {
        var form = """
                apps.blogs.class = example.Blogs
                defaults { app = blogs, mount = "/{instance}", engines.posts.url = "jdbc:h2:mem:{instance}" }
                instances.a.engine-families.blog { url = "%s" }
                instances.a-b.engine-families.blog { url = "%s" }
                instances.c { engines.posts.url = "%s", engine-families.blog.url = "jdbc:h2:./c/{key}" }
                """;
        var free = "jdbc:h2:./p";
        assertThat(desk.mistakes(form.formatted("jdbc:h2:./a-{key}", "jdbc:h2:./a-b-{key}", free))).containsExactly(
                "composite.conf:3: instances.a.engine-families.blog.url: a key of instance 'a' (family 'blog') can lead to a database of instance 'a-b' (engine 'blog', composite.conf:4); give each instance a folder of its own, or a beginning of which none begins with another's, or write shared = true in both");
        assertThat(desk.mistakes(form.formatted("jdbc:h2:./x-{key}", "jdbc:h2:./y-{key}-{key}", "jdbc:h2:./y-1-1")))
                .singleElement()
                .asString()
                .contains(
                        "a key of instance 'a-b' (family 'blog') can lead to a database of instance 'c' (engine 'posts'");
        for (var apart : List.of("jdbc:h2:./a-{key}:jdbc:h2:./b-{key}", "jdbc:h2:./{key}/a:jdbc:h2:./{key}/b",
                "jdbc:h2:./{key}:jdbc:h2:./a/{key}", "jdbc:h2:./{key}x{key}:jdbc:h2:./{key}")) {
            var urls = apart.split(":(?=jdbc)", 2);
            assertThat(desk.read(form.formatted(urls[0], urls[1], "jdbc:h2:./q/y-1-2")).instances()).as(apart)
                    .hasSize(3);
        }
    }

    /** What is wrong with the databases of an instance that starts in the second line, and lacks something else always. */
    private List<String> mistakesWithin(String text) {
        return desk.mistakes("apps.library.class = example.Library, instances.a { app = library, mount = \"/a\"\n%s }"
                .formatted(text)).stream().filter(line -> !line.contains(": is missing, ")).toList();
    }

    private List<String> mistakesOfFamily(String engine, String family) {
        return mistakesWithin("""
                engines.one { url = "%s", shared = true }
                engine-families.books { url = "%s", shared = true }
                """.formatted(engine, family));
    }

    @Test
    void refusesFamiliesOfWhichAKeyLeadsToAnotherEngineOfTheirInstance() {
        assertThat(mistakesOfFamily("jdbc:h2:./{instance}/default", "jdbc:h2:./{instance}/{key}")).containsExactly(
                "composite.conf:3: instances.a.engine-families.books.url: a key of family 'books' can lead to the database of engine 'one' (composite.conf:2); give the family a folder of its own, or write more than {key} for the name, like books-{key}");
        for (var meeting : List.of("jdbc:h2:./x/../a-1 jdbc:h2:./a-{key}", "jdbc:h2:./Default jdbc:h2:./{key}",
                "jdbc:h2:mem:x jdbc:h2:mem:{key};DB_CLOSE_DELAY=-1", "jdbc:sqlite:./x.db jdbc:sqlite:./{key}.db",
                "jdbc:h2:./x/y/x jdbc:h2:./{key}/y/{key}",
                "jdbc:postgresql://h/x?user=a jdbc:postgresql://H:5432/{key}",
                "jdbc:postgresql://h/x jdbc:postgresql://h/x?currentSchema={key}",
                "jdbc:postgresql://h/x?currentSchema=b_1,public jdbc:postgresql://h/x?currentSchema=b_{key}",
                "jdbc:mysql://h/app_x jdbc:mariadb://h/app_{key}",
                "jdbc:sqlserver://h;databaseName=x jdbc:sqlserver://h;databaseName={key}",
                "jdbc:sqlserver://h;databaseName=B-1 jdbc:sqlserver://h;database={b-{key}}",
                "jdbc:oracle:thin:@//h/x jdbc:oracle:thin:@//h/{key}")) {
            var urls = meeting.split(" ", 2);
            assertThat(mistakesOfFamily(urls[0], urls[1])).as(meeting)
                    .singleElement()
                    .asString()
                    .contains("can lead to the database of engine 'one'");
        }
        for (var apart : List.of("jdbc:h2:./a/default jdbc:h2:./a/blog-{key}", "jdbc:h2:./a/x.y jdbc:h2:./a/{key}",
                "jdbc:h2:./_x jdbc:h2:./{key}", "jdbc:h2:./a/x jdbc:h2:./a/x/{key}",
                "jdbc:h2:./x/y jdbc:h2:./{key}/{key}", "jdbc:sqlite:./x jdbc:sqlite:./{key}.db",
                "jdbc:postgresql://h/x jdbc:postgresql://h/x?currentSchema=b{key}",
                "jdbc:postgresql://h/x jdbc:postgresql://h:1/{key}",
                "jdbc:sqlserver://h;databaseName=key jdbc:sqlserver://h;databaseName=b-{key}")) {
            var urls = apart.split(" ", 2);
            assertThat(mistakesOfFamily(urls[0], urls[1])).as(apart).isEmpty();
        }
    }

    private List<String> mistakesOfFamilies(String one, String other) {
        return mistakesWithin(
                "engine-families { books.url = \"jdbc:h2:./%s\", files.url = \"jdbc:h2:./%s\" }".formatted(one, other));
    }

    @Test
    void refusesFamiliesOfWhichAKeyLeadsToAnotherFamilyOfTheirInstance() {
        for (var meeting : List.of("{key} blog-{key}", "blog-{key} {key}", "{key}-x {key}", "a/{key} a/b{key}c",
                "x{key}.b-1 xa.{key}")) {
            var names = meeting.split(" ", 2);
            assertThat(mistakesOfFamilies(names[0], names[1])).as(meeting).hasSize(1);
        }
        for (var apart : List.of("post-{key} blog-{key}", "{key}/a {key}/b", "{key}.x {key}", "{key}-a {key}-b",
                "{key} a/{key}", "{key} {key}")) {
            var names = apart.split(" ", 2);
            assertThat(mistakesOfFamilies(names[0], names[1])).as(apart).isEmpty();
        }
    }

    @Test
    void refusesShardsWhoseDatabaseIsThatOfAnotherEngineOfTheirInstance() {
        assertThat(mistakesWithin("""
                engines.one { url = "jdbc:h2:./x/../s", shared = true }
                engines.two { shard-by = id, shards.a { url = "jdbc:h2:./s", shared = true } }
                engines.three { shard-by = id, shards.b { url = "jdbc:h2:./s", shared = true } }
                engine-families.books.url = "jdbc:h2:./books/{key}"
                """)).containsExactly(
                "composite.conf:3: instances.a.engines.two.shards.a.url: engines 'two/a' and 'one' (composite.conf:2) have the same database, jdbc:h2:./s; give a shard a database of its own",
                "composite.conf:4: instances.a.engines.three.shards.b.url: engines 'three/b' and 'one' (composite.conf:2) have the same database, jdbc:h2:./s; give a shard a database of its own");
        assertThat(mistakesWithin("""
                engines.two { shard-by = id, shards.a { url = "jdbc:h2:./s" } }
                engine-families.books.url = "jdbc:h2:./{key}"
                """)).singleElement()
                .asString()
                .contains("a key of family 'books' can lead to the database of engine 'two/a' (composite.conf:2)");
    }

    @Test
    void letsEnginesOfOneInstanceHaveOneDatabase() {
        assertThat(mistakesWithin("""
                engines.one.url = "jdbc:h2:./s"
                engines.two.url = "jdbc:h2:./s"
                engine-families { books.url = "jdbc:h2:./books/{key}", files.url = "jdbc:h2:./books/{key}" }
                """)).isEmpty();
    }
}
