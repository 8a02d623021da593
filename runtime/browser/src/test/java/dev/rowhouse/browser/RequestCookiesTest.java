package dev.rowhouse.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowhouse.config.InstanceName;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestCookiesTest {
    private final LoginName north = new LoginName(new InstanceName("north"));

    private static HeaderMap fields(String... cookies) {
        var fields = new HeaderMap();
        for (var cookie : cookies) {
            fields.add(Headers.COOKIE, cookie);
        }
        return fields;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"rowhouse-south=1|", "a=1; rowhouse-south=1|a=1",
            "rowhouse-south=1; a=1|a=1", "a=1;rowhouse-south=1;b=2|a=1; b=2", "RowHouse-South=1; a=1|a=1",
            "__Host-rowhouse-south=1; a=1|a=1", "__host-ROWHOUSE-south = 1 ; a=1|a=1",
            "a=\"x; rowhouse-south=1; y\"|a=\"x; y\"", "=rowhouse-south=1; a=1|a=1", "rowhouse-south; a=1|a=1",
            "; ;rowhouse-south=1;;a=1|a=1", "rowhouse-south=1; rowhouse-south=2|"})
    void takesOutWhatBelongsToOthers(String sent, String seen) {
        var fields = fields(sent);
        RequestCookies.remove(fields, north::isOthers);
        assertThat(fields.getFirst(Headers.COOKIE)).isEqualTo(seen);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"rowhouse-north=1", "a=rowhouse-south=1",
            "xrowhouse-south=1", "a=1;b;;c=\"", "__Host-rowhouse-north=1"})
    void leavesOtherCookiesAsTheyAre(String sent) {
        var fields = fields(sent);
        RequestCookies.remove(fields, north::isOthers);
        assertThat(fields.getFirst(Headers.COOKIE)).isEqualTo(sent);
    }

    @Test
    void looksIntoEveryField() {
        var fields = fields("a=1", "rowhouse-south=1", "b=2; rowhouse-east=3");
        RequestCookies.remove(fields, north::isOthers);
        assertThat(fields.get(Headers.COOKIE)).containsExactly("a=1", "b=2");
    }

    @Test
    void findsAllValuesOfAName() {
        assertThat(RequestCookies.values(fields("x=1; x=2;x = 3", "y=1; x=1", "x", "a=\"b; x=4\""), "x"))
                .containsExactly("1", "2", "3", "4\"");
        assertThat(RequestCookies.values(fields(), "x")).isEmpty();
    }
}
