package dev.rowhouse.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.config.EngineConfig.Schema;
import dev.rowhouse.databases.Databases;
import dev.rowhouse.databases.On;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@On(dev.rowhouse.databases.Product.SQLITE)
class FamiliesOnSqliteTest extends FamiliesContract {
    FamiliesOnSqliteTest(Databases databases) {
        super(databases);
    }

    @Override
    String url(String name) {
        // Without the suffix, so that what SQLite has beside a database looks like one.
        return databases.url("family_" + name + "/{key}").replace(".db?", "?");
    }

    @Override
    List<String> impossibleKeys() {
        return List.of("x-journal", "x-wal", "x-shm");
    }

    @Test
    void listsDatabasesOnly(@TempDir Path folder) throws Exception {
        for (var name : List.of("b", "a", "a-journal", "a-wal", "a-shm", "C", ".hidden", "a.tmp")) {
            Files.createFile(folder.resolve(name));
        }
        try (var family = family("jdbc:sqlite:" + folder + "/{key}", Schema.NONE)) {
            assertThat(family.keys()).containsExactly("a", "b");
        }
    }

    @Test
    void refusesDatabasesInMemory() {
        assertThatThrownBy(() -> family("jdbc:sqlite:file:{key}?mode=memory&cache=shared", Schema.UPDATE))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("name a file in the url");
    }
}
