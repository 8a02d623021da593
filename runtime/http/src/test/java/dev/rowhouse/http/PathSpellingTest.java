package dev.rowhouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowhouse.config.HttpConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** However a path is spelled, it leads to the mount that is literally its first segment, or nowhere. */
class PathSpellingTest {
    private static final List<String> SLASHES = List.of("/", "//", "%2f", "%2F", "\\", "%5c", "/./", "/.//", "%252f",
            "%c0%af", "/;/", "/;x=y/", "%00/", "/%09", "\t/");
    private static final List<String> STEPS = List.of("..", ".", "%2e%2e", "%2E.", ".%2e", "..;", "..;x", "...",
            "%252e%252e", "%c0%ae%c0%ae", "..%00", "..%20", "x", "%61", "b", "%62", "a", "A", "B", "..%5c..",
            "%uff0e%uff0e", "%ef%bc%8e%ef%bc%8e");

    @Test
    void neverLeadsFromOneMountToAnother() throws IOException {
        try (var bench = Bench.open(HttpConfig.DEFAULT, "/a", "/b")) {
            int answered = 0;
            for (var path : spellings()) {
                var reply = bench.get(path);
                if (reply.status() == 200) {
                    var mount = reply.body().substring(0, reply.body().indexOf('|'));
                    assertThat(path).as("answered by %s: %s", mount, reply.body()).startsWith(mount + "/");
                    assertThat(reply.body()).as(path).startsWith(mount + "|/");
                    answered++;
                } else if (reply.status() == 308) {
                    assertThat(reply.field("location")).as(path).contains(path + "/");
                } else {
                    assertThat(reply.status()).as(path).isIn(400, 404);
                    assertThat(reply.body()).as(path).doesNotContain("/a", "/b");
                }
            }
            assertThat(answered).as("paths that are in order").isGreaterThan(50);
        }
    }

    private static List<String> spellings() {
        List<String> spellings = new ArrayList<>();
        for (var start : List.of("/a", "/b", "/%61", "/A", "/ab", "/x", "//a", "/.", "/..")) {
            spellings.add(start);
            for (var slash : SLASHES) {
                for (var step : STEPS) {
                    spellings.add(start + slash + step);
                    spellings.add(start + slash + step + "/b");
                    spellings.add(start + slash + step + slash + "b/x");
                }
            }
        }
        return spellings;
    }
}
