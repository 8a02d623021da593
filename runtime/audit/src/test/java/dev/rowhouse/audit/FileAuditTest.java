package dev.rowhouse.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowhouse.config.Acceptance;
import dev.rowhouse.config.AppConfig;
import dev.rowhouse.config.AppShape;
import dev.rowhouse.config.CompositeConfig;
import dev.rowhouse.config.CompositeReader;
import dev.rowhouse.config.EngineConfig;
import dev.rowhouse.config.EngineName;
import dev.rowhouse.config.Inspector;
import dev.rowhouse.config.Mistakes;
import dev.rowhouse.config.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found in composite files. */
class FileAuditTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    record Bare() {}

    /** Knows an app without engines, and one with an engine {@code d}. */
    private static final class TwoApps implements Inspector {
        @Override
        public Optional<AppShape> inspect(AppConfig app, Mistakes mistakes) {
            Set<EngineName> engines = app.className().equals(Optional.of("example.Stored"))
                    ? Set.of(new EngineName("d"))
                    : Set.of();
            return Optional.of(new AppShape(Bare.class, Optional.empty(), engines, Set.of()));
        }

        @Override
        public void inspect(EngineConfig engine, String key, Mistakes mistakes) {
            // Every engine will do.
        }
    }

    private CompositeConfig read(String text) throws IOException {
        var file = Files.writeString(folder.resolve("composite.conf"),
                "apps { bare.class = example.Bare, stored.class = example.Stored }\ndefaults.app = bare\n" + text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        return new CompositeReader(new TwoApps()).read(file);
    }

    private List<String> findings(String text) throws IOException {
        return new FileAudit(read(text)).findings()
                .stream()
                .map(finding -> "%s %s:%d".formatted(finding.severity(), finding.name(), finding.place().line()))
                .toList();
    }

    @Test
    void findsNothingInAFileOfGoodNeighbours() throws IOException {
        assertThat(findings("""
                instances.a { mount = "/a", trust = all }
                instances.b { mount = ["/b", "b.example.org/"], statics = refuse }
                instances.c { mount = "c.example.org/", trust = none }
                """)).isEmpty();
    }

    @Test
    void findsMountsBelowOthers() throws IOException {
        assertThat(findings("""
                instances.a { mount = "/a" }
                instances.b { mount = "/a/b/c" }
                instances.ab { mount = "/ab" }
                instances.c { mount = ["h.example.org/", "h.example.org/own"] }
                """)).containsExactly("MEDIUM nested-mounts a b:4");
    }

    @Test
    void findsNeighboursOfWhomTrustsNone() throws IOException {
        assertThat(findings("""
                instances.a { mount = "/a", trust = none }
                instances.b { mount = "/b" }
                instances.c { mount = "c.example.org/c", trust = none }
                """)).containsExactly("HIGH shared-origin a:3");
    }

    @Test
    void findsOneDatabaseOfTwo() throws IOException {
        assertThat(findings("""
                defaults { app = stored, engines.d { url = "jdbc:h2:mem:x;DB_CLOSE_DELAY=-1", shared = true } }
                instances.a { mount = "/a" }
                instances.b { app = stored, mount = "/b", engines.d.url = "jdbc:h2:mem:x" }
                instances.c { app = stored, mount = "/c", engines.d.url = "jdbc:h2:mem:c" }
                """)).containsExactly("LOW same-database a b:5");
    }

    @Test
    void findsSecretsThatStandInTheFileAndShowsNone() throws IOException {
        var config = read("""
                instances.a { app = stored, mount = "/a", engines.d { url = "jdbc:h2:mem:a", password = hush-hush } }
                instances.b { app = stored, mount = "/b", engines.d { url = "jdbc:postgresql://u:hush-hush@h/b" } }
                instances.c { app = stored, mount = "/c", engines.d { url = "jdbc:h2:mem:c", password = ${PATH} } }
                instances.d { app = stored, mount = "/d", engines.d { url = "jdbc:postgresql://u:"${PATH}"@h/d" } }
                """);
        var findings = new FileAudit(config).findings();
        assertThat(findings).extracting(Finding::name)
                .containsExactly("clear-secret instances.a.engines.d.password",
                        "clear-secret instances.b.engines.d.url");
        assertThat(findings.toString()).doesNotContain("hush");
    }

    @Test
    void leavesAFileToItsOwnerThatWasMadeForSecrets() throws IOException {
        var secrets = Files.writeString(folder.resolve("secrets.conf"), "secrets.a = hush-hush\n");
        var text = """
                include "secrets.conf"
                instances.a { app = stored, mount = "/a", engines.d { url = "jdbc:h2:mem:a", password = ${secrets.a} } }
                """;
        Files.setPosixFilePermissions(secrets, PosixFilePermissions.fromString("rw-------"));
        assertThat(findings(text)).isEmpty();
        Files.setPosixFilePermissions(secrets, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(findings(text)).hasSize(2)
                .anySatisfy(line -> assertThat(line).startsWith("MEDIUM readable-file "))
                .anySatisfy(line -> assertThat(line).startsWith("LOW clear-secret ").endsWith(".password:1"));
    }

    @Test
    void acceptsByNameOrBeginningAndTellsWhatIsStale() {
        var finding = new Finding(Rule.STATIC_FIELD, Severity.HIGH, new Place("a.B.C", "B.java", 1), "written");
        var other = new Finding(Rule.STATIC_CACHE, Severity.HIGH, new Place("a.B.D", "B.java", 2), "a map");
        var origin = new Origin("composite.conf", 7);
        var judged = Judgement.of(List.of(finding, other),
                List.of(new Acceptance("static-field a.*", "by hand", origin),
                        new Acceptance("static-cache a.B.E", "gone", origin)),
                false);
        assertThat(judged).extracting(one -> one.finding().name() + " " + one.verdict() + " " + one.isSerious())
                .containsExactly("static-field a.B.C ACCEPTED false", "static-cache a.B.D OPEN true",
                        "stale-acceptance static-cache a.B.E OPEN false");
        assertThat(Judgement.of(List.of(finding), List.of(), true)).extracting(Judged::verdict)
                .containsExactly(Judged.Verdict.SEPARATED);
    }
}
