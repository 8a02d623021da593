package dev.rowhouse.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FiguresTest {
    @Test
    void dividesWhatWasAddedByWhoWasAdded() {
        var before = new Consumption(Map.of("heap", 1000.0, "threads", 10.0));
        var after = new Consumption(Map.of("heap", 3000.0, "threads", 10.0));
        var each = after.since(before, 20);
        assertThat(each.figures()).isEqualTo(Map.of("heap", 100.0, "threads", 0.0));
        assertThat(each.plus(new Consumption(Map.of("heap", 4.0))).figures())
                .isEqualTo(Map.of("heap", 104.0, "threads", 0.0));
        assertThat(each.heap()).isEqualTo(100);
    }

    @Test
    void readsTheResidentSet() {
        assertThat(ResidentSet.parse("VmSize:\t  999999 kB\nVmRSS:\t  123456 kB\n")).hasValue(123_456 * 1024.0);
        assertThat(ResidentSet.parse("Threads:\t3\n")).isEmpty();
    }

    @Test
    void findsItsOwnResidentSetOnLinux() throws IOException {
        var found = ResidentSet.of(ProcessHandle.current());
        assertThat(found.isPresent()).isEqualTo(Files.isDirectory(Path.of("/proc/self")));
    }

    @Test
    void namesInstances(@TempDir Path folder) throws IOException {
        assertThat(Shops.names(3, 6)).isEqualTo("i3 i4 i5");
        assertThat(Shops.path(3)).isEqualTo("/i3/order");
        var setting = new Setting(folder, true, new PrintWriter(Writer.nullWriter()));
        assertThat(Files.readString(Shops.composite(setting, folder, 7))).contains("count = 7,", "name = \"i{n}\"",
                folder.resolve("runtime/bench/shop/target/rowhouse-bench-shop.jar").toString());
    }

    @Test
    void removesWhatItPutDown() throws IOException {
        Path path;
        try (var folder = TemporaryFolder.create()) {
            path = folder.path();
            Files.createDirectories(path.resolve("a/b"));
            Files.createFile(path.resolve("a/b/c"));
        }
        assertThat(path).doesNotExist();
    }
}
