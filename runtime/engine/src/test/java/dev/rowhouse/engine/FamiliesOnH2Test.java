package dev.rowhouse.engine;

import static dev.rowhouse.engine.Configs.add;
import static dev.rowhouse.engine.Configs.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.config.EngineConfig.Schema;
import dev.rowhouse.config.InstanceName;
import dev.rowhouse.databases.Databases;
import dev.rowhouse.databases.On;
import dev.rowhouse.spi.Entities;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@On(dev.rowhouse.databases.Product.H2)
class FamiliesOnH2Test extends FamiliesContract {
    FamiliesOnH2Test(Databases databases) {
        super(databases);
    }

    @Override
    String url(String name) {
        return databases.url("family_" + name + "/blog-{key}");
    }

    @Override
    List<String> impossibleKeys() {
        return List.of();
    }

    private static List<String> files(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void listsDatabasesOnly(@TempDir Path folder) throws Exception {
        for (var name : List.of("blog-b.mv.db", "blog-a.mv.db", "blog-a.trace.db", "blog-c.lock.db", "blog-d.mv.db.tmp",
                "blog-E.mv.db", "blog-.mv.db", "blog--x.mv.db", "blog-a.b.mv.db", "other-x.mv.db", "blog-x.txt")) {
            Files.createFile(folder.resolve(name));
        }
        Files.createDirectory(folder.resolve("blog-folder.mv.db"));
        try (var family = family("jdbc:h2:file:" + folder.resolve("blog-{key}"), Schema.NONE)) {
            assertThat(family.keys()).containsExactly("a", "b");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void keepsNoFileOpenOfMembersThatAreClosed(@TempDir Path folder) throws Exception {
        try (var family = family("jdbc:h2:file:" + folder.resolve("{key}"), Schema.CREATE, 2)) {
            for (int i = 0; i < 12; i++) {
                family.lease("k" + i).close();
                assertThat(family.open()).isLessThanOrEqualTo(2);
            }
            assertThat(openFiles(folder)).isLessThanOrEqualTo(2);
            assertThat(engines.mappings()).isLessThanOrEqualTo(1);
        }
        assertThat(openFiles(folder)).isZero();
        assertThat(engines.mappings()).isEqualTo(1);
    }

    private static long openFiles(Path folder) throws IOException {
        var real = folder.toRealPath();
        try (var files = Files.list(Path.of("/proc/self/fd"))) {
            return files.map(file -> {
                try {
                    return Files.readSymbolicLink(file);
                } catch (IOException closed) {
                    return file;
                }
            }).filter(file -> file.startsWith(real)).count();
        }
    }

    @Test
    void takesAKeyThatNamesAFolder(@TempDir Path folder) throws Exception {
        try (var family = family("jdbc:h2:file:" + folder.resolve("of-{key}/data/{key}"), Schema.UPDATE)) {
            assertThat(family.keys()).isEmpty();
            family.lease("x").close();
            Files.createDirectories(folder.resolve("of-y/data"));
            Files.createFile(folder.resolve("of-y/data/x.mv.db"));
            assertThat(family.keys()).containsExactly("x");
        }
    }

    @Test
    void makesNoFileForAKeyThatFails(@TempDir Path folder) throws Exception {
        var url = "jdbc:h2:file:" + folder.resolve("blog-{key}");
        try (var family = family(url, Schema.UPDATE)) {
            assertThatThrownBy(() -> family.lease("../x")).isInstanceOf(IllegalArgumentException.class);
        }
        try (var family = engines.family(Configs.APP, new InstanceName("a"), Configs.family(url, Schema.UPDATE, 1),
                Entities.of(Counted.class), EngineWatcher.NONE)) {
            assertThatThrownBy(() -> family.lease("x")).hasMessageContaining("engine 'blog/x': the ids of");
        }
        try (var family = impatient(url + ";INIT=create schema if not exists s\\;set schema nowhere")) {
            assertThatThrownBy(() -> family.lease("x")).isInstanceOf(EngineException.class)
                    .hasMessageContaining("engine 'blog/x': ");
        }
        assertThat(files(folder)).filteredOn(name -> name.endsWith(".mv.db")).isEmpty();
    }

    @Test
    void leavesAFileThatWasThereBeforeWhereOpeningFails(@TempDir Path folder) throws Exception {
        var url = "jdbc:h2:file:" + folder.resolve("blog-{key}");
        try (var family = family(url, Schema.UPDATE); var lease = family.lease("x")) {
            add(lease.engine(), "kept");
        }
        try (var family = impatient(url + ";INIT=set schema nowhere")) {
            assertThatThrownBy(() -> family.lease("x")).isInstanceOf(EngineException.class);
        }
        try (var family = family(url, Schema.UPDATE); var lease = family.lease("x")) {
            assertThat(texts(lease.engine())).containsExactly("kept");
        }
    }

    @Test
    void keepsDatabasesInMemoryWhoseEnginesAreClosed() {
        try (var family = family("jdbc:h2:mem:family-{key}", Schema.UPDATE, 1)) {
            for (var key : List.of("x", "y", "x")) {
                try (var lease = family.lease(key)) {
                    add(lease.engine(), "of " + key);
                }
            }
            try (var lease = family.lease("x")) {
                assertThat(texts(lease.engine())).containsExactly("of x", "of x");
            }
            assertThat(family.keys()).containsExactly("x", "y");
        }
        try (var family = family("jdbc:h2:mem:family-{key}", Schema.UPDATE, 1); var lease = family.lease("x")) {
            assertThat(texts(lease.engine())).isEmpty();
        }
    }

    @Test
    void refusesAUrlThatLeadsAllKeysToOneFile() {
        assertThatThrownBy(() -> family(databases.url("all") + ";SCHEMA={key}", Schema.UPDATE))
                .isInstanceOf(EngineException.class)
                .hasMessageStartingWith("instance 'a', engine 'blog': all keys have the one file ");
    }
}
