package dev.rowhouse.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowhouse.config.FakeInspector.Colour;
import dev.rowhouse.config.FakeInspector.Mail;
import dev.rowhouse.config.FakeInspector.Rich;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettingsTest {
    @TempDir
    private Path folder;

    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk(folder);
    }

    private Record settings(String text) {
        return Desk.settings(
                desk.readWithApps("instances.a { app = rich, mount = \"/a\", settings { %s } }".formatted(text))
                        .instances()
                        .getFirst());
    }

    private List<String> mistakes(String text) {
        return desk.mistakesWithApps("instances.a { app = rich, mount = \"/a\", settings {\n%s } }".formatted(text));
    }

    @Test
    void fillsEveryKindOfComponent() {
        assertThat(settings("""
                title = 007, max-rows = 3.0, bytes = 9000000000, ratio = 1e3, open = yes, pause = 5m, colour = dark-blue
                link = "https://b.example/x", folder = "{here}/f", note = hello, numbers = [1, 2], mail.host = h
                mails { a { host = x, port = 1 } }
                """)).isEqualTo(new Rich("007", 3, 9_000_000_000L, 1000, true, Duration.ofMinutes(5), Colour.DARK_BLUE,
                URI.create("https://b.example/x"), folder.resolve("f"), Optional.of("hello"),
                Optional.of(new Mail("h", 25)), List.of(1, 2), Map.of("a", new Mail("x", 1))));
    }

    @Test
    void takesDefaultsForWhatIsAbsent() {
        assertThat(settings("")).isEqualTo(FakeInspector.STANDARD);
        assertThat(
                Desk.settings(desk.readWithApps("instances.a { app = rich, mount = \"/a\" }").instances().getFirst()))
                .isEqualTo(FakeInspector.STANDARD);
    }

    @Test
    void reportsEveryKindOfMistake() {
        assertThat(mistakes("""
                titel = x
                title = []
                max-rows = 1.5
                bytes = 99999999999999999999
                ratio = half
                open = 1
                pause = 5
                colour = dark-bleu
                link = "a b"
                folder = "\\u0000"
                mail { hosst = x, port = 99999999999 }
                numbers = [1, x, null]
                mails { a { host = x }, b = 1 }
                """)).containsExactly(
                "composite.conf:3: instances.a.settings.titel: unknown key; did you mean 'title'?",
                "composite.conf:4: instances.a.settings.title: is a list where a text should be; write a text",
                "composite.conf:5: instances.a.settings.max-rows: '1.5' is not a whole number; write a whole number from -2147483648 to 2147483647",
                "composite.conf:6: instances.a.settings.bytes: 99999999999999999999 is too large; write a whole number from -9223372036854775808 to 9223372036854775807",
                "composite.conf:7: instances.a.settings.ratio: 'half' is not a number; write a number, like 2.5",
                "composite.conf:8: instances.a.settings.open: '1' is neither true nor false; write true or false",
                "composite.conf:9: instances.a.settings.pause: '5' has no unit; write a duration with a unit, like 500ms, 30s, 5m or 12h",
                "composite.conf:10: instances.a.settings.colour: 'dark-bleu' is not known; did you mean 'dark-blue'?",
                "composite.conf:11: instances.a.settings.link: 'a b' is not a URI; write a URI like https://example.com/path",
                "composite.conf:12: instances.a.settings.folder: '\0' is not a path; write the path of a file or a folder",
                "composite.conf:13: instances.a.settings.mail.hosst: unknown key; did you mean 'host'?",
                "composite.conf:13: instances.a.settings.mail.port: 99999999999 is too large; write a whole number from -2147483648 to 2147483647",
                "composite.conf:14: instances.a.settings.numbers[1]: 'x' is not a whole number; write a whole number from -2147483648 to 2147483647",
                "composite.conf:14: instances.a.settings.numbers[2]: is null where a whole number should be; write a whole number",
                "composite.conf:15: instances.a.settings.mails.a.port: is missing; write port = ..., the app needs it",
                "composite.conf:15: instances.a.settings.mails.b: is a number where an object in braces should be; write an object in braces");
    }

    @Test
    void passesOnWhatTheRecordItselfRefuses() {
        assertThat(mistakes("max-rows = -1, title = x")).containsExactly(
                "composite.conf:2: instances.a.settings: max-rows -1 is negative, title x; write 0 or more");
    }

    @Test
    void asksForSettingsWithoutDefault() {
        assertThat(desk.mistakes(
                """
                        apps.guestbook { class = example.Guestbook }
                        instances.a { app = guestbook, mount = "/a", engines { default.url = "jdbc:h2:mem:a", log.url = "jdbc:h2:mem:b" } }
                        """))
                .containsExactly(
                        "composite.conf:2: instances.a.settings.title: is missing; write title = ..., the app needs it");
    }
}
