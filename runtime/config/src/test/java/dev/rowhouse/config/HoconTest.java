package dev.rowhouse.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HoconTest {
    @TempDir
    private Path folder;

    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk(folder);
    }

    @Test
    void reportsEverySubstitutionThatLeadsNowhere() {
        assertThat(desk.mistakesWithApps(
                """
                        listen = ${no.listen}
                        drain = ${no.drain}
                        instances {
                          a { app = rich, mount = "/"${no.mount}, settings { title = ${no.title}"!", maxRows = 1 } }
                          b = ${no.instance} { mount = "/b" }
                          c { app = guestbook, mount = [${no.mount}] ${no.mounts}, settings = ${no.settings}, engines.default.url = ${no.url} }
                        }
                        """))
                .extracting(line -> line.replaceFirst(": there is.*", ""))
                .containsExactly("composite.conf:2: ${no.listen}", "composite.conf:3: ${no.drain}",
                        "composite.conf:5: ${no.mount}", "composite.conf:5: ${no.title}",
                        "composite.conf:5: instances.a.settings.maxRows: unknown key; did you mean 'max-rows'?",
                        "composite.conf:6: ${no.instance}", "composite.conf:7: ${no.mounts}",
                        "composite.conf:7: ${no.settings}", "composite.conf:7: ${no.url}",
                        "composite.conf:7: instances.c.engines.log: is missing, app 'guestbook' needs it; write engines.log { url = \"jdbc:...\" }");
    }

    @Test
    void reportsACircle() {
        assertThat(desk.mistakes("values { a = ${values.b}, b = ${values.a} }")).singleElement()
                .asString()
                .startsWith("composite.conf:1: a substitution leads back to itself; ");
    }

    @Test
    void reportsBrokenIncludesAndGoesOn() {
        desk.write("one.conf", "a = {").write("two.conf", "\n]");
        assertThat(desk.mistakesWithApps("""
                include "one"
                include file("%s/two.conf")
                include required("three.conf")
                instances.a { app = bare, mount = "/a", x = 1 }
                """.formatted(folder))).containsExactlyInAnyOrder(
                "composite.conf:5: instances.a.x: unknown key; write one of app, engine-families, engines, folder, idle, limits, log, login, mount, settings, start, start-timeout, statics, transactions, trust",
                "one.conf:1: the file ends too early: a brace, a bracket or a value lacks; close every { and [, and give every key a value",
                "three.conf: the file can't be read; check that it exists and who may read it",
                "two.conf:2: this is not HOCON; look near this line for a quote, comma, colon or brace too many or too few");
    }

    @Test
    void saysInItsOwnWordsWhatIsNoHocon() {
        var texts = List.of("a = {b=1", "a = 1 }", "a = b@hunter22", "a = [1,2", "password = \"hunter22", "hunter22 x",
                "a { b : hunter22 : x }", "= hunter22", "a=\"hunter22\\q\"", "include hunter22", "a=${hunter22",
                "a += ", "\"hunter22\" x y", "a = {x:1} hunter22", "a = $hunter22", "a.=hunter22", "hunter22",
                "[hunter22]", "a = [hunter22 {x:1}]", "a = \"\"\"hunter22", "a = \"hunter22\n\"", "a = 'hunter22 : x'",
                "a = hunter22 ^ x", "a = \"hunter22\" : {", "a { hunter22", "a = {} \"hunter22\"", "a = 1\n}}hunter22");
        for (var text : texts) {
            assertThat(desk.mistakes(text)).as(text)
                    .singleElement()
                    .asString()
                    .startsWith("composite.conf")
                    .doesNotContain("hunter22");
        }
        assertThat(desk.mistakes("a = 1\nb = x@y")).containsExactly(
                "composite.conf:2: the character @ stands outside of quotes; put the whole value in double quotes");
        assertThat(desk.mistakes("a = \"x\n\"")).containsExactly(
                "composite.conf:1: a text in quotes goes beyond the end of its line; close the quote, or put three quotes around the text");
    }
}
