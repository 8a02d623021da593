package dev.rowhouse.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowhouse.config.EngineConfig.Transactions;
import dev.rowhouse.config.ShardedConfig.Strategy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FamiliesAndShardsTest {
    private static final String FAMILY = "engine-families.blog.url = \"jdbc:h2:file:{here}/data/{instance}/blog-{key}\"";

    @TempDir
    private Path folder;

    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk(folder);
    }

    /** One instance of that text, which starts in the second line. */
    private InstanceConfig instance(String text) {
        return desk
                .read("apps.blogs.class = example.Blogs, instances.a { app = blogs, mount = \"/a\"\n%s }"
                        .formatted(text))
                .instances()
                .getFirst();
    }

    private List<String> mistakes(String text) {
        return desk.mistakes(
                "apps.blogs.class = example.Blogs, instances.a { app = blogs, mount = \"/a\"\n%s }".formatted(text));
    }

    private ShardedConfig posts(String text) {
        return Objects.requireNonNull(
                instance("engines.posts { %s }\n%s".formatted(text, FAMILY)).sharded().get(new EngineName("posts")));
    }

    private List<String> postsMistakes(String text) {
        return mistakes("engines.posts {\n%s }\n%s".formatted(text, FAMILY)).stream()
                .map(line -> line.replaceFirst("composite.conf:(\\d+): instances.a.engines.posts", "$1"))
                .toList();
    }

    private FamilyConfig blog(String text) {
        return Objects.requireNonNull(
                instance("engines.posts.url = \"jdbc:h2:mem:{instance}\", engine-families.blog { %s }".formatted(text))
                        .families()
                        .get(new EngineName("blog")));
    }

    private List<String> blogMistakes(String text) {
        return mistakes("engines.posts.url = \"jdbc:h2:mem:p\", engine-families.blog { %s }".formatted(text)).stream()
                .map(line -> line.replaceFirst("composite.conf:2: instances.a.engine-families.blog.", ""))
                .toList();
    }

    @Test
    void readsAFamilyWithAllThatAnEngineMaySay() {
        var family = blog(
                "url = \"jdbc:h2:file:{here}/{instance}/blog-{key}\", max-open = 7, idle = 30s, schema = update, pool.max = 3, password = geheim");
        assertThat(family.maxOpen()).isEqualTo(7);
        assertThat(family.idle()).isEqualTo(Duration.ofSeconds(30));
        assertThat(family.pattern().schema()).isEqualTo(EngineConfig.Schema.UPDATE);
        assertThat(family.toString()).doesNotContain("geheim");
        var member = family.member("42");
        assertThat(member.label()).isEqualTo("blog/42");
        assertThat(member.url().value()).isEqualTo("jdbc:h2:file:" + folder + "/a/blog-42");
        assertThat(member.pool().max()).isEqualTo(3);
        assertThat(desk.inspector.engineKeys).containsExactlyInAnyOrder("instances.a.engines.posts",
                "instances.a.engine-families.blog");
    }

    @Test
    void fillsInWhatAFamilyLeavesOut() {
        var family = blog("url = \"jdbc:postgresql://{key}.db/x\"");
        assertThat(family.maxOpen()).isEqualTo(50);
        assertThat(family.idle()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void keepsDatabasesOfAFamilyInMemoryOnlyIfH2DoesNotForgetThem() {
        assertThat(blog("url = \"jdbc:h2:mem:{instance}-{key};DB_CLOSE_DELAY=-1\"").member("1").url().value())
                .isEqualTo("jdbc:h2:mem:a-1;DB_CLOSE_DELAY=-1");
        assertThat(blogMistakes("url = \"jdbc:h2:mem:{instance}-{key}\"")).containsExactly(
                "url: databases of a family are closed when nobody uses them, and H2 forgets one in memory then; append ;DB_CLOSE_DELAY=-1, which keeps them until the process ends, or name a file: jdbc:h2:file:...");
    }

    @Test
    void refusesFamiliesWhoseKeyTellsNothingApart() {
        assertThat(blogMistakes("url = \"jdbc:h2:./{keys}\"")).containsExactly(
                "url: the url has no place for the key, so all databases of the family would be one; did you mean {key} instead of {keys}?");
        assertThat(blogMistakes("url = \"jdbc:h2:./x\"")).singleElement()
                .asString()
                .endsWith("; write {key} where it goes, like jdbc:h2:file:./data/{instance}/blog-{key}");
        for (var url : List.of("jdbc:h2:mem:x;DB_CLOSE_DELAY=-1;USER={key}",
                "jdbc:postgresql://db/x?ApplicationName={key}", "jdbc:sqlite:x.db?cache={key}")) {
            assertThat(blogMistakes("url = \"%s\"".formatted(url))).as(url)
                    .containsExactly(
                            "url: the key makes no difference where it stands: all databases of the family would be one; write {key} into the name of the database");
        }
        assertThat(blog("url = \"jdbc:postgresql://db/x?currentSchema=b{key}\"").member("1").url().value())
                .endsWith("=b1");
        assertThat(blogMistakes("max-open = 0, idle = 0, idel = 1s")).containsExactly(
                "idel: unknown key; did you mean 'idle'?", "idle: the duration is too short; write at least 1000ms",
                "max-open: 0 is too small; write a whole number of at least 1",
                "url: is missing; write url = \"jdbc:h2:file:./data/{instance}/blog-{key}\"");
    }

    @Test
    void refusesAKeyWhereItStandsForNothing() {
        assertThat(mistakes("""
                folder = "{here}/{key}"
                engines.posts { url = "jdbc:h2:./{key}", pool.connection-test-query = "{key}" }
                engine-families.blog { url = "jdbc:h2:./b-{key}", user = "u{key}", password = "p{key}" }
                """)).containsExactly(
                "composite.conf:2: instances.a.folder: {key} stands for nothing here; use it in the url of an engine family, or remove it",
                "composite.conf:3: instances.a.engines.posts.pool.connection-test-query: {key} stands for nothing here; use it in the url of an engine family, or remove it",
                "composite.conf:3: instances.a.engines.posts.url: {key} stands for nothing here; use it in the url of an engine family, or remove it",
                "composite.conf:4: instances.a.engine-families.blog.password: {key} stands for nothing here; use it in the url of an engine family, or remove it",
                "composite.conf:4: instances.a.engine-families.blog.user: {key} stands for nothing here; use it in the url of an engine family, or remove it");
    }

    @Test
    void readsShardsThatHaveWhatTheirEngineHas() {
        var posts = posts(
                """
                        user = all, password = geheim, schema = create, pool { max = 4, borrow-timeout = 2s }
                        shards { b { url = "jdbc:h2:./{instance}/b" }, a { url = "jdbc:h2:./{instance}/a", user = one, pool.max = 5 } }
                        shard-by = blogId
                        """);
        assertThat(posts.strategy()).isEqualTo(Strategy.HASH);
        assertThat(posts.shardBy()).isEqualTo(Map.of("*", "blogId"));
        assertThat(posts.shards()).extracting(ShardedConfig.Shard::name).containsExactlyInAnyOrder("a", "b");
        assertThat(posts.toString()).doesNotContain("geheim");
        var a = shard(posts, "a").engine();
        assertThat(a.label()).isEqualTo("posts/a");
        assertThat(a.user()).contains("one");
        assertThat(a.password()).contains(new Secret("geheim"));
        assertThat(a.pool().max()).isEqualTo(5);
        assertThat(a.pool().borrowTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(a.url().value()).isEqualTo("jdbc:h2:./a/a");
        assertThat(shard(posts, "b").engine().user()).contains("all");
        assertThat(shard(posts, "b").engine().schema()).isEqualTo(EngineConfig.Schema.CREATE);
        assertThat(desk.inspector.engineKeys).contains("instances.a.engines.posts.shards.a",
                "instances.a.engines.posts.shards.b");
    }

    private static ShardedConfig.Shard shard(ShardedConfig engine, String name) {
        return engine.shards().stream().filter(shard -> shard.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void readsRangesAndLists() {
        var ranges = posts("""
                shard-by { Blog = id, example.Post = blog.id, "*" = blogId }, strategy = range
                shards { low { url = "jdbc:h2:./l" }, high { url = "jdbc:h2:./h", from = 1000 } }
                """);
        assertThat(ranges.shardBy()).isEqualTo(Map.of("Blog", "id", "example.Post", "blog.id", "*", "blogId"));
        assertThat(shard(ranges, "low").from()).isEmpty();
        assertThat(shard(ranges, "high").from()).isEqualTo(Optional.of("1000"));
        var lists = posts("""
                shard-by = land, strategy = list
                shards { eu { url = "jdbc:h2:./e", values = [de, fr] }, us { url = "jdbc:h2:./u", values = us } }
                """);
        assertThat(shard(lists, "eu").values()).isEqualTo(Set.of("de", "fr"));
        assertThat(shard(lists, "us").values()).isEqualTo(Set.of("us"));
    }

    @Test
    void refusesWhatGoesWithoutShardsOrNotWithThem() {
        assertThat(mistakes("engines.posts { url = \"jdbc:h2:./x\", shard-by = id\n strategy = range }\n" + FAMILY))
                .containsExactly(
                        "composite.conf:2: instances.a.engines.posts.shard-by: there are no shards; write shards { a { url = \"jdbc:...\" } } instead of url, or remove shard-by",
                        "composite.conf:3: instances.a.engines.posts.strategy: there are no shards; write shards { a { url = \"jdbc:...\" } } instead of url, or remove strategy");
        assertThat(postsMistakes("""
                url = "jdbc:h2:./x", reflect = true
                shards { a { url = "jdbc:h2:./a", schema = none
                 reflect = false }
                 b { user = x }, C { url = "jdbc:h2:./c" } }
                """)).containsExactly(
                "2.shard-by: is missing; write shard-by = \"id\", the attribute that decides where an entity goes",
                "3.reflect: tables are read of one database, and this engine has several; remove reflect, and write classes or mapping files for its entities",

                "3.url: url and shards can't stand together; remove one of them; url = null or shards = null hides a default",
                "4.shards.a.schema: is the same for all shards; write it into instances.a.engines.posts, beside shards",
                "5.shards.a.reflect: tables are read of one database, and this engine has several; remove reflect",
                "6.shards.C: 'C' is not a name; " + Names.RULE,
                "6.shards.b.url: is missing; write url = \"jdbc:h2:file:./data/{instance}/posts-b\"");
        assertThat(postsMistakes("shard-by = id, shards {}"))
                .containsExactly("3.shards: there is no shard; write at least one like a { url = \"jdbc:...\" }");
        assertThat(postsMistakes("shards.a.url = \"jdbc:h2:./x\", shard-by {}")).containsExactly(
                "3.shard-by: an entity is named without an attribute, or none is named; write the name of an attribute, or { Blog = id, \"*\" = blogId }");
        assertThat(postsMistakes("shards.a.url = \"jdbc:h2:./x\", shard-by = id, strategy = hahs"))
                .containsExactly("3.strategy: 'hahs' is not known; did you mean 'hash'?");
        var many = IntStream.range(0, 65)
                .mapToObj(i -> "s%d.url = \"jdbc:h2:./%d\"".formatted(i, i))
                .collect(Collectors.joining(", "));
        assertThat(postsMistakes("shard-by = id, shards { %s }".formatted(many))).containsExactly(
                "3.shards: 65 shards are too many; write at most 64, since a query that names no key asks them all");
    }

    @Test
    void refusesShardsOfOneDatabaseOrOfSeveralProducts() {
        assertThat(postsMistakes("""
                shard-by = id, shards {
                  a { url = "jdbc:h2:./a", shared = true }
                  b { url = "jdbc:h2:./x/../a", shared = true }
                  c { url = "jdbc:postgresql:c" } }
                """)).containsExactly(
                "5.shards.b.url: shards 'a' and 'b' have the same database, jdbc:h2:./x/../a; give each its own",
                "6.shards.c.url: is a database of 'postgresql', and that of shard 'a' one of 'h2'; use one product for all shards: what they answer is merged by the rules of one");
    }

    @Test
    void refusesBoundsThatDivideNothing() {
        assertThat(postsMistakes("""
                shard-by = id, strategy = range, shards {
                  a { url = "jdbc:h2:./a" }
                  b { url = "jdbc:h2:./b" }
                  c { url = "jdbc:h2:./c", from = 10 }
                  d { url = "jdbc:h2:./d", from = 10.0, values = [1] }
                  e { url = "jdbc:h2:./e", from = "" } }
                """)).containsExactly(
                "5.shards.b.from: is missing; write the least value that it has; shard 'a' alone may have all below the others",
                "7.shards.d.from: shard 'c' begins at '10.0' too; write the least value that this one has",
                "7.shards.d.values: means nothing with strategy = range; remove it, or write strategy = list",
                "8.shards.e.from: is empty; write a value of the key");
        assertThat(postsMistakes("""
                shard-by = id, strategy = list, shards {
                  a { url = "jdbc:h2:./a", values = [x, "01"] }
                  b { url = "jdbc:h2:./b", values = [1, x, 1.0] }
                  c { url = "jdbc:h2:./c", values = [] }
                  d { url = "jdbc:h2:./d", from = 1 } }
                """)).containsExactly(
                "5.shards.b.values[1]: shard 'a' has 'x' too; write each value once, in one shard",
                "5.shards.b.values[2]: '1.0' is in the list twice; write each value once, in one shard",
                "6.shards.c.values: the list is empty; write at least one value, or remove the shard",
                "7.shards.d.from: means nothing with strategy = list; remove it, or write strategy = range",
                "7.shards.d.values: is missing; write values = [\"...\"] with all values of the key that it has");
        assertThat(postsMistakes("shard-by = id, shards.a { url = \"jdbc:h2:./a\", from = 1 }")).containsExactly(
                "3.shards.a.from: means nothing with strategy = hash; remove it, or write strategy = range");
    }

    @Test
    void takesShardsFromDefaultsAndHidesThem() {
        var composite = desk
                .read("""
                        apps.blogs.class = example.Blogs
                        defaults { app = blogs, mount = "/{instance}", transactions = xa, engine-families.blog.url = "jdbc:h2:./{instance}/blog/{key}"
                          engines.posts { shard-by = id, shards { a.url = "jdbc:h2:./{instance}/a", b.url = "jdbc:h2:./{instance}/b" } } }
                        instances.x { engines.posts.shards.c.url = "jdbc:h2:./x/c" }
                        instances.y { engines.posts { shards = null, url = "jdbc:h2:./y/p" }, folder = "{here}/../y", transactions = local }
                        fleets.f { count = 2, name = "f-{n}", instance { folder = "{here}/f/{n}" } }
                        """);
        var x = desk.instance("x", composite);
        assertThat(x.sharded().values()).singleElement().satisfies(posts -> assertThat(posts.shards()).hasSize(3));
        assertThat(x.transactions()).isEqualTo(Transactions.XA);
        assertThat(x.databases()).hasSize(4).allMatch(engine -> engine.transactions() == Transactions.XA);
        assertThat(x.folder()).isEqualTo(folder.resolve("data/x"));
        var y = desk.instance("y", composite);
        assertThat(y.sharded()).isEmpty();
        assertThat(y.engines()).hasSize(1);
        assertThat(y.folder()).isEqualTo(Path.of(folder + "/../y"));
        assertThat(y.databases()).allMatch(engine -> engine.transactions() == Transactions.LOCAL);
        assertThat(desk.instance("f-2", composite).folder()).isEqualTo(folder.resolve("f/2"));
    }

    @Test
    void comparesFamiliesWithTheNeedsOfTheApp() {
        assertThat(mistakes(
                "engines.blog.url = \"jdbc:h2:./x\", engine-families { posts.url = \"jdbc:h2:./{key}\", blgo {} }"))
                .containsExactly(
                        "composite.conf:2: instances.a.engine-families.blgo: app 'blogs' has no family of that name; did you mean 'blog'?",
                        "composite.conf:2: instances.a.engine-families.posts: app 'blogs' has no family of that name, but one of its engines; write engines.posts { url = \"jdbc:...\" }",
                        "composite.conf:2: instances.a.engines.blog: app 'blogs' has no engine of that name, but one of its engine-families; write engine-families.blog { url = \"jdbc:...{key}\" }");
        assertThat(mistakes("transactions = XA")).containsExactly(
                "composite.conf:1: instances.a.engine-families.blog: is missing, app 'blogs' needs it; write engine-families.blog { url = \"jdbc:...{key}\" }",
                "composite.conf:1: instances.a.engines.posts: is missing, app 'blogs' needs it; write engines.posts { url = \"jdbc:...\" }",
                "composite.conf:2: instances.a.transactions: 'XA' is not known; did you mean 'xa'?");
        assertThat(desk.mistakes(
                """
                        apps.lost.class = example.Lost
                        instances.a { app = lost, mount = "/a", engines.x.url = "jdbc:h2:mem:x", engine-families.x.url = "jdbc:h2:./{key}" }
                        """))
                .contains(
                        "composite.conf:2: instances.a.engine-families.x: there is an engine 'x' too; give one of them another name");
    }
}
