package dev.rowhouse.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DatabaseIdentityTest {
    private static Optional<DatabaseIdentity> of(String url) {
        return new JdbcUrl(url).identity();
    }

    private static void same(String... urls) {
        for (var url : urls) {
            assertThat(of(url)).as(url).isPresent().isEqualTo(of(urls[0]));
        }
    }

    private static void different(String... urls) {
        assertThat(Arrays.stream(urls).map(DatabaseIdentityTest::of)).doesNotHaveDuplicates();
    }

    @Test
    void knowsTheSpellingsOfH2() {
        same("jdbc:h2:mem:a", "jdbc:h2:mem:a;DB_CLOSE_DELAY=-1");
        different("jdbc:h2:mem:a", "jdbc:h2:mem:b", "jdbc:h2:./a", "jdbc:h2:tcp://localhost/a", "jdbc:h2:memFS:a");
        assertThat(of("jdbc:h2:mem:")).isEmpty();
        assertThat(of("jdbc:h2:mem:;MODE=MySQL")).isEmpty();
        var here = Path.of("").toAbsolutePath();
        same("jdbc:h2:./x/a", "jdbc:h2:file:./x/a", "jdbc:h2:file:x/../x/a", "jdbc:h2:" + here + "/x/a",
                "jdbc:h2:nio:./x/a", "jdbc:h2:async:file:./x/a.mv.db", "jdbc:h2:split:20:./y/../x/a",
                "jdbc:h2:./x/a;WRITE_DELAY=0");
        same("jdbc:h2:~/a", "jdbc:h2:file:" + System.getProperty("user.home") + "/a");
        same("jdbc:h2:tcp://LOCALHOST/~/a", "jdbc:h2:tcp://127.0.0.1:9092/~/a", "jdbc:h2:ssl://localhost/~/a;USER=x");
    }

    @Test
    void followsLinks(@TempDir Path folder) throws IOException {
        var real = Files.createDirectories(folder.resolve("real"));
        var link = Files.createSymbolicLink(folder.resolve("link"), real);
        same("jdbc:h2:" + real + "/new/a", "jdbc:h2:" + link + "/new/a", "jdbc:h2:" + link + "/x/../new/a",
                "jdbc:h2:" + link + "/../real/new/a");
        Files.createFile(real.resolve("a.mv.db"));
        Files.createSymbolicLink(folder.resolve("b.mv.db"), real.resolve("a.mv.db"));
        same("jdbc:h2:" + real + "/a", "jdbc:h2:" + folder + "/b");
        different("jdbc:h2:" + real + "/a", "jdbc:h2:" + folder + "/a");
        same("jdbc:sqlite:" + real + "/a b", "jdbc:sqlite:file://" + link + "/a%20b?cache=shared");
    }

    @Test
    void knowsTheSpellingsOfServers() {
        same("jdbc:postgresql:db", "jdbc:postgresql://localhost/db", "jdbc:postgresql://LOCALHOST:5432/db?ssl=true",
                "jdbc:postgresql:///db", "jdbc:postgresql://[::1]/d%62", "jdbc:postgresql://u:p@localhost/db");
        different("jdbc:postgresql:db", "jdbc:postgresql:db?currentSchema=a",
                "jdbc:postgresql://h/db?x=1&currentSchema=a", "jdbc:postgresql://h:1/db", "jdbc:postgresql://h1,h2/db",
                "jdbc:postgresql://h/db", "jdbc:mysql://h/db");
        same("jdbc:postgresql:db", "jdbc:postgresql:db?currentSchema=public");
        same("jdbc:postgresql:db?currentSchema=a", "jdbc:postgresql:db?ssl=true&currentSchema=a,public");
        same("jdbc:postgresql://h1,h2/db", "jdbc:postgresql://H1:5432,h2:5432/db");
        same("jdbc:mysql://h/db", "jdbc:mariadb://h:3306/db?user=x", "jdbc:mysql:loadbalance://h/db");
        same("jdbc:sqlserver://h;databaseName=A", "jdbc:sqlserver://H:1433;encrypt=true;DATABASE={a};user=x");
        different("jdbc:sqlserver://h;databaseName=a", "jdbc:sqlserver://h;databaseName=b",
                "jdbc:sqlserver://h:1;databaseName=a");
        same("jdbc:derby:x;create=true", "jdbc:DERBY:x");
        assertThat(of("jdbc:sqlite::memory:")).isEmpty();
        assertThat(of("jdbc:sqlite:")).isEmpty();
    }

    @Test
    void tellsProductsAndSettings() {
        assertThat(new JdbcUrl("jdbc:PostgreSQL:x").product()).isEqualTo("postgresql");
        var file = new JdbcUrl("jdbc:h2:file:./a;write_delay=0;MODE=x");
        assertThat(file.isH2File()).isTrue();
        assertThat(file.isH2Memory()).isFalse();
        assertThat(file.h2Setting("WRITE_DELAY")).contains("0");
        assertThat(file.h2Setting("CIPHER")).isEmpty();
        assertThat(new JdbcUrl("jdbc:h2:mem:a").isH2Memory()).isTrue();
        assertThat(new JdbcUrl("jdbc:h2:tcp://h/a").isH2File()).isFalse();
        assertThat(new JdbcUrl("jdbc:x:./a;WRITE_DELAY=0").h2Setting("WRITE_DELAY")).isEmpty();
    }

    @Test
    void knowsTheFolderOfAFile() {
        var here = Path.of("").toAbsolutePath();
        assertThat(new JdbcUrl("jdbc:h2:./x/a").folder().map(Path::normalize)).contains(here.resolve("x"));
        assertThat(new JdbcUrl("jdbc:sqlite:x/a.db?foreign_keys=false").folder().map(Path::normalize))
                .contains(here.resolve("x"));
        assertThat(new JdbcUrl("jdbc:sqlite:file:///x/a.db").folder()).contains(Path.of("/x"));
        assertThat(
                List.of("jdbc:h2:mem:a", "jdbc:sqlite::memory:", "jdbc:sqlite::resource:x/a.db", "jdbc:mariadb://h/a"))
                .allMatch(url -> new JdbcUrl(url).folder().isEmpty());
    }

    @Test
    void knowsTheSettingsOfSqlite() {
        var file = new JdbcUrl("jdbc:sqlite:./a.db?Foreign_Keys=false&cache=shared");
        assertThat(file.isSqlite()).isTrue();
        assertThat(file.sqliteSetting("foreign_keys")).contains("false");
        assertThat(file.sqliteSetting("busy_timeout")).isEmpty();
        assertThat(new JdbcUrl("jdbc:h2:mem:a").isSqlite()).isFalse();
    }

    @Test
    void takesDurabilityFromTheUrlIfNothingElseSaysIt(@TempDir Path folder) {
        var desk = new Desk(folder);
        assertThat(desk.engine("url = \"jdbc:h2:./a\"").durability()).isEqualTo(EngineConfig.Durability.COMMIT);
        assertThat(desk.engine("url = \"jdbc:h2:./a;WRITE_DELAY=0\"").durability())
                .isEqualTo(EngineConfig.Durability.COMMIT);
        assertThat(desk.engine("url = \"jdbc:h2:./a;WRITE_DELAY=9\"").durability())
                .isEqualTo(EngineConfig.Durability.DELAYED);
        assertThat(desk.engine("url = \"jdbc:h2:./a\", durability = delayed").durability())
                .isEqualTo(EngineConfig.Durability.DELAYED);
    }

    @Test
    void refusesWhatIsNoJdbcUrl() {
        for (var text : List.of("", "h2:mem:a", "jdbc:", "jdbc:h2", "jdbc::x", " jdbc:h2:mem:a", "JDBC:h2:mem:a")) {
            assertThatThrownBy(() -> new JdbcUrl(text)).as(text).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void knowsAMemoryOfSqliteThatIsShared() {
        var shared = new JdbcUrl("jdbc:sqlite:file:a?mode=memory&cache=shared");
        assertThat(shared.identity()).isPresent()
                .isEqualTo(new JdbcUrl(shared.value() + "&foreign_keys=true").identity());
        assertThat(new JdbcUrl("jdbc:sqlite:file:b?mode=memory&cache=shared").identity())
                .isNotEqualTo(shared.identity());
    }
}
