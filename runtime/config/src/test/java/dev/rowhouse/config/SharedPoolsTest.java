package dev.rowhouse.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowhouse.config.PoolConfig.Reset;
import dev.rowhouse.config.PoolConfig.Sharing;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SharedPoolsTest {
    private static final String APP = "apps.blogs.class = example.Blogs\n";
    private static final String URL = "url = \"jdbc:postgresql://db/all?currentSchema={instance}\"";

    @TempDir
    private Path folder;

    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk(folder);
    }

    private static String instance(String name, String engine) {
        return APP
                + "instances.%s { app = blogs, mount = \"/%s\", engines.posts { %s, %s }, engine-families.blog.url = \"jdbc:h2:./{instance}/{key}\" }%n"
                        .formatted(name, name, URL, engine);
    }

    private PoolConfig pool(String text) {
        return desk.read(instance("a", text))
                .instances()
                .getFirst()
                .databases()
                .map(EngineConfig::pool)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void readsPoolsThatSeveralShare() {
        assertThat(pool("pool { max = 20, shared = true, role = \"of_{instance}\", max-per-instance = 3 }").sharing())
                .contains(new Sharing(3, Optional.of("of_a")));
        assertThat(pool("pool { max = 20, shared = true }").sharing()).contains(new Sharing(10, Optional.empty()));
        assertThat(pool("pool { max = 1, shared = true }").sharing()).contains(new Sharing(1, Optional.empty()));
        assertThat(pool("pool = shared")).isEqualTo(pool("pool { shared = true }"));
        assertThat(pool("pool.shared = true").reset()).isEqualTo(Reset.ALWAYS);
        assertThat(pool("pool.max = 3").sharing()).isEmpty();
    }

    @Test
    void readsWhenConnectionsAreReset() {
        assertThat(pool("pool.max = 3").reset()).isEqualTo(Reset.NEEDED);
        assertThat(pool("pool.reset = always").reset()).isEqualTo(Reset.ALWAYS);
    }

    @Test
    void refusesWhatMakesNoSense() {
        var here = "composite.conf:2: instances.a.engines.posts.pool";
        assertThat(desk.mistakes(instance("a", "pool = common")))
                .containsExactly(here + ": 'common' is no pool; write pool { max = 8 }, or pool = shared");
        assertThat(desk.mistakes(instance("a", "pool { role = x, max-per-instance = 2 }"))).containsExactly(here
                + ".max-per-instance: is for pools that several engines share; write pool.shared = true too, or remove it",
                here + ".role: is for pools that several engines share; write pool.shared = true too, or remove it");
        assertThat(desk.mistakes(instance("a", "pool { shared = true, max = 4, max-per-instance = 4 }")))
                .containsExactly(here + ".max-per-instance: 4 is too large; write a whole number from 1 to 3");
        assertThat(desk.mistakes(instance("a", "pool { shared = true, reset = needed }"))).containsExactly(
                here + ".reset: connections of a shared pool are always reset; write always, or remove it");
    }

    @Test
    void refusesTwoInstancesInOneSchemaAlsoIfBothSayShared() {
        var one = "pool = shared, shared = true";
        assertThat(desk.mistakes(
                instance("a", one) + instance("b", one).replace("currentSchema={instance}", "currentSchema=a")))
                .containsExactly(
                        "composite.conf:4: instances.b.engines.posts.url: instance 'b' (engine 'posts') and instance 'a' (engine 'posts', composite.conf:2) have one schema of a shared pool; give each its own, for example with {instance} in currentSchema");
    }

    @Test
    void refusesSettingsThatDifferButForRoleAndShare() {
        var a = instance("a",
                "user = all, password = one, pool { shared = true, max = 9, role = a, max-per-instance = 2 }");
        assertThat(desk
                .read(a + instance("b",
                        "user = all, password = one, pool { shared = true, max = 9, role = b, max-per-instance = 3 }"))
                .instances()).hasSize(2);
        for (var other : new String[]{"user = all, password = two, pool { shared = true, max = 9 }",
                "user = all, password = one, pool { shared = true, max = 8 }"}) {
            assertThat(desk.mistakes(a + instance("b", other))).containsExactly(
                    "composite.conf:4: instances.b.engines.posts.url: instance 'b' (engine 'posts') and instance 'a' (engine 'posts', composite.conf:2) share a pool, but don't say the same about its password or its settings; write pool and password once, under defaults; only role and max-per-instance may differ");
        }
        assertThat(desk.read(a + instance("b", "user = other, password = two, pool { shared = true, max = 8 }"))
                .instances()).as("another user has another pool").hasSize(2);
    }

    @Test
    void takesTheSchemaOutOfAUrl() {
        var url = new JdbcUrl("jdbc:postgresql://db/all?ssl=true&currentSchema=a%62&x=1");
        assertThat(url.currentSchema()).contains("ab");
        assertThat(url.withoutCurrentSchema()).isEqualTo(new JdbcUrl("jdbc:postgresql://db/all?ssl=true&x=1"));
        assertThat(new JdbcUrl("jdbc:postgresql://db/all?currentSchema=a").withoutCurrentSchema())
                .isEqualTo(new JdbcUrl("jdbc:postgresql://db/all"));
        assertThat(new JdbcUrl("jdbc:postgresql://db/all").currentSchema()).isEmpty();
        assertThat(new JdbcUrl("jdbc:mariadb://db/all?currentSchema=a").currentSchema()).isEmpty();
    }
}
