package dev.rowhouse.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowhouse.config.InstanceName;
import dev.rowhouse.config.Mount;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CookieRulesTest {
    private static CookieRules rules(String mount) {
        return new CookieRules(new LoginName(new InstanceName("north")), Mount.parse(mount));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"/north|a=1|a=1; Path=/north",
            "/north|a=1; HttpOnly|a=1; HttpOnly; Path=/north", "/north|a=1;|a=1;; Path=/north",
            "/north|a=\"x, y\"|a=\"x, y\"; Path=/north", "north.test|a=1|a=1; Path=/", "/|a=1|a=1; Path=/",
            "/north/attic|a=1; Pathology=/|a=1; Pathology=/; Path=/north/attic",
            "/north|rowhouse-north=1|rowhouse-north=1; Path=/north"})
    void givesACookieWithoutPathTheMount(String mount, String field, String sent) {
        assertThat(rules(mount).judge(field).field()).contains(sent);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"/north|a=1; Path=/north", "/north|a=1; path=/north/",
            "/north|a=1;PATH = /north/x.y", "north.test|a=1; Path=/", "north.test|a=1; Path=/south",
            "north.test|__Host-a=1; Secure; Path=/", "/north|__Secure-a=1; Secure; Path=/north",
            "/north|a=/south; Path=/north", "/north|a=caf\u00e9; Path=/north"})
    void letsACookieBelowTheMountPass(String mount, String field) {
        assertThat(rules(mount).judge(field).field()).contains(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/south", "/northern", "/North", "/north/../south", "/north/..", "/north/./x",
            "/north//x", "//north", "/north/%2e%2e/south", "/north/%2E%2E", "/north%2fx", "/north\\..\\south", "",
            "north", ".", "*", "\"/north\"", "/north\"", "'/north'", "http://x/north", "/north//", "/north/x y",
            "/north/*", "/north?x", "/north#x"})
    void refusesAPathThatIsNotPlainlyBelowTheMount(String path) {
        var verdict = rules("/north").judge("a=s3cret; Path=" + path);
        assertThat(verdict.field()).isEmpty();
        assertThat(verdict.complaint()).startsWith("cookie 'a' has Path='")
                .contains("the mount /north")
                .doesNotContain("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=1; Path=/north; Path=/", "a=1; Path=/; Path=/north", "a=1; Path; Path=/north",
            "a=1; Path", "a=1;\tPath=/", "a=1; Path=/north\u0000/..", "a=1\r\nSet-Cookie: b=2; Path=/",
            "a=1\u013b Path=/", "a=1; Path=/nort\u0168", "a=1; Path=/north; x=\u00e9", "=1", "1", "; a=1",
            "=rowhouse-south=1", "=", "", "a=x; path=/; y=\"", "a=\"x; path=/\"", "a=1; Domain=example.com",
            "a=1; domain=north.test", "a=1; Domain=", "a=1; Domain", "a=1; DOMAIN=.test; Path=/north",
            "rowhouse-south=1", "ROWHOUSE-south=1", " rowhouse-south =1", "__Host-rowhouse-south=1; Secure; Path=/",
            "__Secure-rowhouse-south=1; Secure", "rowhouse-northern=1", "__Host-a=1; Secure; Path=/",
            "__Host-a=1; Secure", "__host-a=1; Path=/north", "__Host-Http-a=1; Secure; HttpOnly; Path=/"})
    void refusesACookieThatWouldGoElsewhere(String field) {
        assertThat(rules("/north").judge(field).field()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=1; Domain=north.test", "a=1; Domain=test", "a=1; Domain=.north.test", "=a=1",
            "rowhouse-south=1", "a=1; Path=/../", "a=1; Path=/%2e%2e"})
    void refusesThemForAWholeHostToo(String field) {
        assertThat(rules("north.test").judge(field).field()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"false, false, rowhouse-north", "true, false, rowhouse-north", "false, true, rowhouse-north",
            "true, true, __Host-rowhouse-north"})
    void namesTheLoginCookieAsStrictlyAsBrowsersAllow(boolean secure, boolean wholeHost, String name) {
        assertThat(new LoginName(new InstanceName("north")).of(secure, wholeHost)).isEqualTo(name);
    }
}
