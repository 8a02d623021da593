package dev.rowhouse.engine;

import static dev.rowhouse.engine.Configs.add;
import static dev.rowhouse.engine.Configs.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.config.EngineConfig.Schema;
import dev.rowhouse.config.EngineName;
import dev.rowhouse.config.InstanceName;
import dev.rowhouse.config.JdbcUrl;
import dev.rowhouse.config.Origin;
import dev.rowhouse.config.PoolConfig;
import dev.rowhouse.config.ShardedConfig;
import dev.rowhouse.config.ShardedConfig.Strategy;
import dev.rowhouse.spi.Entities;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(Lifecycle.PER_METHOD)
class ShardsTest {
    @AutoClose
    private final Engines engines = new Engines();

    @Test
    void opensEachWhenItIsUsedAndLetsEachFailAlone(@TempDir Path folder) throws Exception {
        // A folder is where the file of b would be.
        Files.createDirectory(folder.resolve("b.mv.db"));
        var shards = engines.shards(Configs.APP, new InstanceName("a"),
                new ShardedConfig(new EngineName("blog"), Map.of(), Strategy.HASH,
                        List.of(shard(folder, "a", Configs.PATIENT), shard(folder, "b", PoolConfig.DEFAULT)),
                        new Origin("test.conf", 1)),
                Entities.of(Note.class), _ -> new Everywhere(), EngineWatcher.NONE);
        try (var a = shards.getFirst(); var b = shards.getLast()) {
            assertThat(shards).extracting(Shard::name).containsExactly("a", "b");
            assertThat(folder.resolve("a.mv.db")).doesNotExist();
            assertThatThrownBy(b::lease).isInstanceOf(EngineException.class)
                    .hasMessageStartingWith("instance 'a', engine 'blog/b': ");
            Engine engine;
            try (var lease = a.lease()) {
                engine = lease.engine();
                assertThat(engine).hasToString("a/blog/a#1");
                add(engine, "of a");
            }
            Files.delete(folder.resolve("b.mv.db"));
            try (var lease = a.lease(); var other = b.lease()) {
                assertThat(lease.engine()).isSameAs(engine);
                assertThat(texts(lease.engine())).containsExactly("of a");
                assertThat(texts(other.engine())).isEmpty();
                assertThat(other.engine().mapping()).isSameAs(engine.mapping());
            }
        }
    }

    private static ShardedConfig.Shard shard(Path folder, String name, PoolConfig pool) {
        var pattern = Configs.family("jdbc:h2:mem:{key}", Schema.UPDATE, 1, pool).pattern();
        return new ShardedConfig.Shard(name, pattern.part(name, new JdbcUrl("jdbc:h2:file:" + folder.resolve(name))),
                Optional.empty(), Set.of());
    }
}
