package dev.rowhouse.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.undertow.server.HttpHandler;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MountTableTest {
    private static final HttpHandler NOBODY = exchange -> {
        throw new AssertionError("not to be called");
    };

    @Test
    void matchesWholeSegments() {
        var table = table("/north", "/north/pole");
        assertThat(find(table, "h", 80, "/north/")).isEqualTo("/north");
        assertThat(find(table, "h", 80, "/north")).isEqualTo("/north");
        assertThat(find(table, "h", 80, "/north/poles")).isEqualTo("/north");
        assertThat(find(table, "h", 80, "/north/pole/x/y")).isEqualTo("/north/pole");
        assertThat(find(table, "h", 80, "/northern")).isEqualTo("none");
        assertThat(find(table, "h", 80, "/nort")).isEqualTo("none");
        assertThat(find(table, "h", 80, "/")).isEqualTo("none");
        assertThat(find(table, "h", 80, "/x/north")).isEqualTo("none");
        assertThat(find(table, "h", 80, "/North/")).isEqualTo("none");
    }

    @Test
    void prefersTheHostThenTheLongestWildcardThenNoHost() {
        var table = table("/", "*.example.com/", "*.a.example.com/", "b.a.example.com/");
        assertThat(find(table, "b.a.example.com", 80, "/x")).isEqualTo("b.a.example.com/");
        assertThat(find(table, "c.b.a.example.com", 80, "/x")).isEqualTo("*.a.example.com/");
        assertThat(find(table, "a.example.com", 80, "/x")).isEqualTo("*.example.com/");
        assertThat(find(table, "x.y.example.com", 80, "/x")).isEqualTo("*.example.com/");
        assertThat(find(table, "example.com", 80, "/x")).isEqualTo("/");
        assertThat(find(table, "badexample.com", 80, "/x")).isEqualTo("/");
        assertThat(find(table, "[::1]", 80, "/x")).isEqualTo("/");
    }

    @Test
    void fallsThroughToAWeakerHostWhereNoPathMatches() {
        var table = table("/", "*.example.com/wild", "a.example.com/exact");
        assertThat(find(table, "a.example.com", 80, "/exact/")).isEqualTo("a.example.com/exact");
        assertThat(find(table, "a.example.com", 80, "/wild/")).isEqualTo("*.example.com/wild");
        assertThat(find(table, "a.example.com", 80, "/other")).isEqualTo("/");
    }

    @Test
    void prefersTheMountThatNamesThePort() {
        var table = table("a.test:8443/", "a.test/", "a.test/deep", "b.test:1/");
        assertThat(find(table, "a.test", 8443, "/deep/x")).isEqualTo("a.test:8443/");
        assertThat(find(table, "a.test", 80, "/deep/x")).isEqualTo("a.test/deep");
        assertThat(find(table, "a.test", 80, "/x")).isEqualTo("a.test/");
        assertThat(find(table, "b.test", 2, "/x")).isEqualTo("none");
    }

    @Test
    void refusesTheSameMountTwiceAndNamesIt() {
        assertThatThrownBy(() -> table("/a", "x.test/a", "/a")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the mount /a is there twice");
        assertThatThrownBy(() -> table("x.test/a", "x.test/a")).hasMessageContaining("x.test/a");
    }

    @Test
    void refusesAMountThatNobodyCouldAskFor() {
        for (var path : List.of("/a/../b", "/a//b", "/ü", "/a;b", "/%41")) {
            assertThatThrownBy(() -> table(path)).as(path)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(path);
        }
    }

    @Test
    void findsEachOfManyMounts() {
        var paths = IntStream.range(0, 100_000).mapToObj(n -> "/tenant-" + n).toList();
        var hosts = IntStream.range(0, 20_000).mapToObj(n -> "tenant-" + n + ".test/").toList();
        var table = table(Stream.concat(paths.stream(), hosts.stream()).toArray(String[]::new));
        assertThat(paths).allSatisfy(path -> assertThat(find(table, "h", 80, path + "/x")).isEqualTo(path));
        assertThat(hosts).allSatisfy(
                host -> assertThat(find(table, host.substring(0, host.length() - 1), 80, "/x")).isEqualTo(host));
        assertThat(find(table, "h", 80, "/tenant-100000/")).isEqualTo("none");
    }

    @Test
    void allocatesNothingToFindAMount() {
        var table = table(IntStream.range(0, 10_000).mapToObj(n -> "/tenant-" + n).toArray(String[]::new));
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        int found = 0;
        found += searches(table);
        long before = threads.getCurrentThreadAllocatedBytes();
        found += searches(table);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(found).isEqualTo(20_000);
        assertThat(allocated).as("bytes for 10,000 searches").isLessThan(10_000);
    }

    private static int searches(MountTable table) {
        int found = 0;
        for (int i = 0; i < 10_000; i++) {
            found += table.find("localhost", 8080, "/tenant-4711/people/1").isPresent() ? 1 : 0;
        }
        return found;
    }

    private static MountTable table(String... mounts) {
        return MountTable.of(Stream.of(mounts).map(text -> new MountTable.Entry(Bench.mount(text), NOBODY)).toList());
    }

    private static String find(MountTable table, String host, int port, String path) {
        return table.find(host, port, path).map(entry -> entry.mount().toString()).orElse("none");
    }
}
