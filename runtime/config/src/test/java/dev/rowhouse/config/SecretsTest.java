package dev.rowhouse.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecretsTest {
    private static final String SECRET = "hunter22";

    @TempDir
    private Path folder;

    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk(folder);
    }

    @Test
    void keepsSecretsOutOfEveryMistake() {
        desk.write("houses/file.conf", """
                app = rich, mount = "/file"
                settings { secret.x = hunter22, title = "a hunter22 b", max-rows = -3 }
                """);
        var text = """
                secrets.common = hunter22
                listen = [${secrets.common}, "a:hunter22", "http://u:hunter22@h"]
                http.max-body = ${secrets.common}
                drain = hunter22
                apps.guestbook { class = example.Guestbook }
                apps.rich { class = example.Rich }
                apps.none { class = ${secrets.common} }
                instances-from = [houses, ${secrets.common}]
                defaults.engines.default.password = hunter22
                instances {
                  a { app = rich, mount = "/a?hunter22", settings { title = hunter22, max-rows = -1, secret.deep.deeper = hunter22 } }
                  b { app = rich, mount = "http://u:hunter22@h/", settings { password = [hunter22, {x = hunter22}], pause = hunter22
                      colour = hunter22, open = hunter22, ratio = hunter22, link = "x://u:hunter22@h/ y" } }
                  c { app = hunter22, mount = "/c", engines { default { url = "jdbc:h2:mem:x;PASSWORD=hunter22;CIPHER=AES", pool.refused = 1 }
                      log.url = "jdbc:h2:hunter22;PASSWORD=hunter22" } }
                  d { app = guestbook, mount = "/d", settings.title = hunter22, engines {
                      default { url = "jdbc:postgresql://u:hunter22@h/x?sslpassword=hunter22", pool.refused = 1, properties { a.password = hunter22 } }
                      log { url = "jdbc:hunter22", password = hunter22, schema = hunter22, pool { max = hunter22, min-idle = hunter22 } } } }
                  e = ${instances.d} { mount = ["/d", hunter22"_:x"], start = hunter22, limits.body = hunter22 }
                  f { app = guestbook, mount = "/f", settings.title = F, settings.note = [hunter22], engines {
                      default.url = "jdbc:oracle:thin:scott/hunter22@h:1:x", log.url = "jdbc:oracle:thin:scott/hunter22@h:1:x" } }
                  g = ${instances.f} { mount = "/g" }
                }
                fleets.x { count = hunter22, name = "{n}-hunter22!", instance { app = rich, mount = "/{instance}" } }
                fleets.y { count = 1, name = "{n} hunter22!", instance { app = rich, mount = "/{instance}" } }
                """;
        var thrown = catchThrowableOfType(ConfigException.class, () -> desk.read(text));
        assertThat(thrown.mistakes()).hasSizeGreaterThan(30);
        assertThat(thrown.getMessage()).doesNotContain(SECRET).doesNotContain("HUNTER22").contains("***");
        assertThat(thrown.mistakes().toString()).doesNotContain(SECRET);
    }

    @Test
    void keepsSecretsOutOfTheTextOfEveryRecord() {
        var composite = desk
                .read("""
                        apps.guestbook { class = example.Guestbook }
                        instances.a { app = guestbook, mount = "/a", settings { title = A, note = hunter22 }, engines {
                          default { url = "jdbc:postgresql://u:hunter22@h/x?password=hunter22&ssl=true", user = me, password = hunter22
                            properties { x.secret = hunter22, y = hunter22 }, pool.more { password = hunter22 } }
                          log { url = "jdbc:h2:mem:l;password=hunter22;MODE=MySQL", pool.data-source = hunter22 } } }
                        """);
        assertThat(composite.toString()).doesNotContain(SECRET)
                .contains("jdbc:postgresql://***@h/x?password=***&ssl=true", "jdbc:h2:mem:l;password=***;MODE=MySQL");
        var engine = Desk.engine(composite.instances().getFirst(), "default");
        assertThat(engine.password()).contains(new Secret(SECRET));
        assertThat(engine.properties()).isEqualTo(Map.of("x.secret", SECRET, "y", SECRET));
        assertThat(engine.pool().more()).isEqualTo(Map.of("more.password", SECRET));
        assertThat(composite.instances().getFirst().secrets().values()).contains(SECRET);
    }

    @Test
    void collectsTheSecretsOfOneInstance() {
        var composite = desk
                .read("""
                        secrets.db = s-common
                        apps.guestbook { class = example.Guestbook }
                        fleets.t { count = 2, name = "t-{n}", instance { app = guestbook, mount = "/{instance}"
                          settings { title = ${secrets.db} }
                          engines { default { url = "jdbc:postgresql://u:p%40ss@h/{instance}?sslpassword=s-param", password = "s-{instance}" }
                            log { url = "jdbc:h2:mem:{instance};USER=sa;PASSWORD=s-file s-user", properties.api-key = s-key, properties.keep = plain } } } }
                        """);
        assertThat(composite.instances().get(1).secrets().values()).isEqualTo(
                Set.of("s-common", "p%40ss", "p@ss", "s-param", "s-t-2", "s-file s-user", "s-file", "s-user", "s-key"));
    }

    @Test
    void concealsTheLongestSecretFirst() {
        var secrets = new Secrets(Set.of("abcd", "abcdef", "xabcd", "sa", ""));
        assertThat(secrets.conceal("abcdef xabcd abcd-abcd")).isEqualTo("*** *** ***-***");
        assertThat(secrets.conceal("message for sa: 'sa'")).isEqualTo("message for ***: '***'");
        assertThat(secrets).hasToString("Secrets[5]");
    }

    @Test
    void concealsWhatMayBeSecretInAUrl() {
        Map.ofEntries(Map.entry("jdbc:h2:mem:a;PASSWORD=x y;MODE=b", "jdbc:h2:mem:a;PASSWORD=***;MODE=b"),
                Map.entry("jdbc:postgresql://u:p/?;@s@h/d?a=b", "jdbc:postgresql://***@h/d?a=b"),
                Map.entry("jdbc:sqlserver://h;password={a;b};x=y", "jdbc:sqlserver://h;password=***;x=y"),
                Map.entry("jdbc:mysql://h/d?accessToken=t&clientKey=k&a=b",
                        "jdbc:mysql://h/d?accessToken=***&clientKey=***&a=b"),
                Map.entry("jdbc:oracle:thin:scott/tiger@h:1521:x", "jdbc:oracle:thin:***@h:1521:x"),
                Map.entry("https://u:p@h/x", "https://***@h/x"), Map.entry("jdbc:h2:file:./a", "jdbc:h2:file:./a"))
                .forEach((url, shown) -> assertThat(UrlSecrets.conceal(url)).isEqualTo(shown));
    }

    @Test
    void knowsSecretsByTheirKeys() {
        var words = new SecretWords();
        for (var key : List.of("secret", "secrets", "password", "smtp-password", "smtpPassword", "api_key", "token",
                "hibernate.connection.password")) {
            assertThat(words.isSecretKey(key)).as(key).isTrue();
        }
        for (var key : List.of("secretary", "passwordless", "key", "title", "monkey", "tokenize")) {
            assertThat(words.isSecretKey(key)).as(key).isFalse();
        }
    }
}
