package dev.rowhouse.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class MountTest {
    @Test
    void readsEveryForm() {
        Map.ofEntries(Map.entry("/", "/"), Map.entry("/north", "/north"), Map.entry("/north/", "/north"),
                Map.entry("/a/b.c/~d/", "/a/b.c/~d"), Map.entry("/a:b@c", "/a:b@c"), Map.entry("/...", "/..."),
                Map.entry("example.com", "example.com/"), Map.entry("example.com/", "example.com/"),
                Map.entry("EXAMPLE.com./X", "example.com/X"), Map.entry("*.Example.com/path", "*.example.com/path"),
                Map.entry("host:8080/path", "host:8080/path"), Map.entry("[::1]:8080/x", "[::1]:8080/x"),
                Map.entry("[0:0:0:0:0:0:0:1]", "[::1]/"), Map.entry("[2001:DB8:0:0:1:0:0:1]/", "[2001:db8::1:0:0:1]/"),
                Map.entry("[fe80:0:0:0:0:0:0:0]", "[fe80::]/"), Map.entry("127.0.0.1:1", "127.0.0.1:1/"),
                Map.entry("bücher.example/x", "xn--bcher-kva.example/x"), Map.entry("my_app", "my_app/"))
                .forEach((text, expected) -> {
                    assertThat(Mount.parse(text)).hasToString(expected);
                    assertThat(Mount.parse(expected)).isEqualTo(Mount.parse(text));
                });
    }

    @Test
    void takesAMountApart() {
        assertThat(Mount.parse("*.example.com:81/a")).isEqualTo(
                new Mount(Optional.of(new HostPattern("example.com", true)), OptionalInt.of(81), new MountPath("/a")));
        assertThat(Mount.parse("/")).isEqualTo(new Mount(Optional.empty(), OptionalInt.empty(), MountPath.ROOT));
    }

    @Test
    void refusesWhatServersReadInDifferentWays() {
        for (var text : List.of("", " ", "/a/../b", "/..", "/.", "/a/.", "/./a", "/%2e%2e", "/a%2fb", "/a;b", "/a\\b",
                "//", "//a", "/a//b", "/a//", "/a b", "/a\tb", "/a\nb", "/a\0", "/a?b", "/a#b", "/für", "/a*", "/*",
                "/{tenant}", "/a\"b", "/a|b", "/<a>", "/[a]", "/^", "/`", "*", "*/a", "*.*", "*.", "a*.example",
                "a.*.example", "**.example", "*.127.0.0.1", "*.[::1]", "http://a", "https://a/b", "a:", "a:0",
                "a:65536", "a:x/", "a:-1", "a:+1", "a:99999999999", ":80", ":80/a", "[::1", "::1", "[]", "[a]",
                "[::1%eth0]", "[127.0.0.1]", "a..b", ".a", "a..", ".", "-a", "a-", "a b", "a@b", "user@a/b", "a%20b",
                "a\\b", "a,b", "1.2.3", "8080", "256.1.1.1", "01.2.3.4", "0x7f.1", "a?b", "a/b?c", "a\u202Eb",
                "a".repeat(64), "a.".repeat(130) + "a", "xn--\u00fc")) {
            assertThatThrownBy(() -> Mount.parse(text)).as(text)
                    .isInstanceOf(IllegalArgumentException.class)
                    .message()
                    .contains("; ");
        }
    }

    @Test
    void refusesOrNormalisesWhateverItIsGiven() {
        var random = new Random(7);
        var letters = "ab.-*/:[]1%;\\ ?#@A_~";
        int read = 0;
        for (int i = 0; i < 200_000; i++) {
            var text = new StringBuilder();
            random.ints(random.nextInt(9), 0, letters.length()).forEach(at -> text.append(letters.charAt(at)));
            try {
                var mount = Mount.parse(text.toString());
                assertThat(Mount.parse(mount.toString())).isEqualTo(mount);
                assertThat(mount.toString()).doesNotContain("//", "%", ";", "\\", " ", "?", "#", "/./", "/../");
                read++;
            } catch (IllegalArgumentException e) {
                if (e.getMessage() == null || !e.getMessage().contains("; ")) {
                    fail("no remedy for %s: %s", text, e.getMessage());
                }
            }
        }
        assertThat(read).isGreaterThan(1000);
    }

    @Test
    void checksPartsThatAreMadeByHand() {
        assertThatThrownBy(() -> new MountPath("a")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MountPath("/a/")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new HostPattern("Example.com", false)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Mount(Optional.empty(), OptionalInt.of(80), MountPath.ROOT))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
