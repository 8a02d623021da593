package dev.rowhouse.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServersAndPoolsTest {
    private static final String INSTANCE = """
            apps.blogs.class = example.Blogs
            instances.a { app = blogs, mount = "/a", engines.posts { url = "jdbc:postgresql://db/p", pool.min-idle = 2 }
              engine-families.blog { url = "jdbc:postgresql://db/b-{key}", pool.min-idle = 1, max-open = 3 } }
            """;

    @TempDir
    private Path folder;

    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk(folder);
    }

    @Test
    void readsServers() {
        var composite = desk
                .read(INSTANCE + "servers.main { url-prefix = \"jdbc:postgresql://db/\", max-connections = 5 }");
        assertThat(composite.servers()).containsExactly(
                new ServerConfig("main", "jdbc:postgresql://db/", 5, new Origin(folder + "/composite.conf", 4)));
        assertThat(desk.read(INSTANCE).servers()).isEmpty();
    }

    @Test
    void refusesServersThatCanNotBe() {
        assertThat(desk.mistakes(INSTANCE + """
                servers {
                  a { url-prefix = "postgresql://db", max-connections = 0 }
                  b { url-prefix = "", max-conections = 3 }
                  c { url-prefix = "jdbc:postgresql://db/{key}", max-connections = 8 }
                  d { url-prefix = "jdbc:postgresql://db", max-connections = many }
                  "E f" { }
                  g = 3
                }
                """)).containsExactly(
                "composite.conf:5: servers.a.max-connections: 0 is too small; write a whole number of at least 1",
                "composite.conf:5: servers.a.url-prefix: 'postgresql://db' is not how the URLs of a server begin; write jdbc:, the product and the server, like jdbc:postgresql://host:5432/",
                "composite.conf:6: servers.b.max-conections: unknown key; did you mean 'max-connections'?",
                "composite.conf:6: servers.b.max-connections: is missing; write max-connections = 80, less than the server allows",
                "composite.conf:6: servers.b.url-prefix: '' is not how the URLs of a server begin; write jdbc:, the product and the server, like jdbc:postgresql://host:5432/",
                "composite.conf:7: servers.c.url-prefix: {key} stands for nothing here; use it in the url of an engine family, or remove it",
                "composite.conf:8: servers.d.max-connections: 'many' is not a whole number; write a whole number of at least 1",
                "composite.conf:8: servers.d.url-prefix: a url may begin with this and with the url-prefix of server 'c' (composite.conf:7); write prefixes of which none begins with another, or one server",
                "composite.conf:9: servers.\"E f\": 'E f' is not a name; " + Names.RULE,
                "composite.conf:10: servers.g: is a number where an object in braces should be; write an object in braces");
    }

    @Test
    void comparesServersWithTheEnginesOfAllInstances() {
        assertThat(desk.mistakes(INSTANCE + """
                servers.main { url-prefix = "jdbc:postgresql://db/", max-connections = 4 }
                servers.other { url-prefix = "jdbc:postgresql://DB/", max-connections = 4 }
                """)).containsExactly(
                "composite.conf:4: servers.main.max-connections: the pools on this server keep 5 idle connections (pool.min-idle); write smaller min-idle, or at least 5 here",
                "composite.conf:5: servers.other.url-prefix: no engine has a url that begins so; write it as the urls of engines do, letter by letter, or remove the server");
    }

    private PoolConfig pool(String text) {
        return desk.engine("url = \"jdbc:h2:mem:a\", pool { %s }".formatted(text)).pool();
    }

    @Test
    void takesTheNamesOfHikariForOurs() {
        var ours = pool(
                "max = 9, min-idle = 2, borrow-timeout = 3s, idle-timeout = 20s, max-lifetime = 10m, leak-detection-threshold = 5000");
        assertThat(ours.max()).isEqualTo(9);
        assertThat(ours.borrowTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(ours.more()).isEqualTo(Map.of("leak-detection-threshold", "5000"));
        assertThat(pool(
                "maximum-pool-size = 9, minimum-idle = 2, connection-timeout = 3000, idle-timeout = 20000, max-lifetime = 600000, leakDetectionThreshold = 5000"))
                .isEqualTo(ours);
        assertThat(pool(
                "maximumPoolSize = 9, minimumIdle = 2, connectionTimeout = 3s, idleTimeout = 20s, maxLifetime = 600000, leakDetectionThreshold = 5000"))
                .isEqualTo(ours);
        assertThat(pool("idle-timeout = 0, maxLifetime = 0").idleTimeout()).isZero();
    }

    @Test
    void hidesADefaultUnderAnotherName() {
        var composite = desk.read("""
                apps.blogs.class = example.Blogs
                defaults { app = blogs, mount = "/{instance}", engine-families.blog.url = "jdbc:h2:./{instance}/{key}"
                  engines.posts { url = "jdbc:h2:mem:{instance}", pool { maximumPoolSize = 3, idle-timeout = 1m } } }
                instances { a { engines.posts.pool { max = 5, idleTimeout = 20s } }, b {} }
                """);
        assertThat(Desk.engine(desk.instance("a", composite), "posts").pool()).satisfies(pool -> {
            assertThat(pool.max()).isEqualTo(5);
            assertThat(pool.idleTimeout()).isEqualTo(Duration.ofSeconds(20));
        });
        assertThat(Desk.engine(desk.instance("b", composite), "posts").pool().max()).isEqualTo(3);
    }

    @Test
    void refusesTwoNamesForOneThing() {
        assertThat(desk.engineMistakes(
                "url = \"jdbc:h2:mem:a\", pool { max = 3, maximumPoolSize = 4, idle-timeout = 1m, idleTimeout = 1m, borrow-timeout = 5"
                        + ", minimumIdle = 99, leakDetectionThreshold = 1, leak-detection-threshold = 2 }"))
                .containsExactly(
                        "composite.conf:4: instances.a.engines.default.pool.borrow-timeout: '5' has no unit; write a duration with a unit, like 500ms, 30s, 5m or 12h",
                        "composite.conf:4: instances.a.engines.default.pool.idleTimeout: idle-timeout says the same thing; write one of the two",
                        "composite.conf:4: instances.a.engines.default.pool.leakDetectionThreshold: leak-detection-threshold says the same thing; write one of the two",
                        "composite.conf:4: instances.a.engines.default.pool.maximumPoolSize: max says the same thing; write one of the two",
                        "composite.conf:4: instances.a.engines.default.pool.minimumIdle: 99 is more than pool.max, which is 3; write a number from 0 to 3, or a larger pool.max");
    }

    @Test
    void refusesShardsWithoutAnInstance() {
        desk.write("script.conf", "engines.posts { shard-by = id, shards.a.url = \"jdbc:h2:mem:a\" }");
        var reader = new EnginePieceReader(desk.inspector);
        assertThatThrownBy(() -> reader.read(folder.resolve("script.conf"), "engines.posts"))
                .isInstanceOf(ConfigException.class)
                .hasMessageEndingWith(
                        ":1: engines.posts.shards: an engine of several databases can't be used without its instance; write url = \"jdbc:...\" of one database instead of shards, shard-by and strategy");
        desk.write("family.conf", "engine-families.blog.url = \"jdbc:h2:./{key}\"");
        assertThatThrownBy(() -> reader.read(folder.resolve("family.conf"), "engine-families.blog"))
                .hasMessageContaining("{key} stands for nothing here");
    }

    @Test
    void findsSecretsOfShardsAndFamilies() {
        var mistakes = desk.mistakes("""
                apps.blogs.class = example.Blogs
                instances.a { app = blogs, mount = "/geheim1/../geheim2"
                  engines.posts { shard-by = id, shards.a { url = "jdbc:h2:./a", password = geheim1 } }
                  engine-families.blog { url = "jdbc:h2:./{key};PASSWORD=geheim2" } }
                """);
        assertThat(String.join(" ", mistakes)).doesNotContain("geheim");
        assertThat(List.of(mistakes)).isNotEmpty();
    }
}
