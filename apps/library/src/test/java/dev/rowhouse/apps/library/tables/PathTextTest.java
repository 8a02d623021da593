package dev.rowhouse.apps.library.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PathTextTest {
    @Test
    void bringsAnyTextThrough() {
        for (var text : List.of("", " ", ".", "..", "...", "a.b", "a,b", "a/b", "a\\b;c", "100%", "%2F", "~", "~2F",
                "a~", "é", "\uD83C\uDFE0", "\u0000\u001f\u0085", "?x=1#y", "a+b", "<b>\"&'", "ß/ß")) {
            var path = PathText.encode(text);
            assertThat(PathText.decode(path)).as(path).contains(text);
            assertThat(path).matches("[A-Za-z0-9_.:%~-]+").isNotIn(".", "..");
        }
    }

    @Test
    void leavesToThePercentSignWhatTheFrontDoorLetsThrough() {
        assertThat(PathText.encode("Åse 7")).isEqualTo("%C3%85se%207");
        assertThat(PathText.encode("12/13,5%")).isEqualTo("12~2F13~2C5~25");
        assertThat(PathText.encode("..")).isEqualTo("~2E~2E");
        assertThat(PathText.encode("")).isEqualTo("~");
    }

    @Test
    void refusesTildesThatSayNothing() {
        for (var wrong : List.of("a~", "~g0", "~1", "x~~", "~C3", "~FF")) {
            assertThat(PathText.decode(wrong)).as(wrong).isEmpty();
        }
    }
}
