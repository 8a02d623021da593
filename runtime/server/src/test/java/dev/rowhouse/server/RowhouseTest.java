package dev.rowhouse.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.Key;
import com.google.inject.name.Names;
import dev.rowhouse.config.ConfigException;
import dev.rowhouse.instance.Household;
import dev.rowhouse.instance.OpeningException;
import dev.rowhouse.server.LedgerApp.Line;
import dev.rowhouse.server.LedgerApp.Look;
import dev.rowhouse.spi.Instance;
import dev.rowhouse.spi.OutOfScopeException;
import java.nio.file.Path;
import java.util.List;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowhouseTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Rowhouse ledgers() {
        return Rowhouse.open(new Desk(folder).withLedgers().file());
    }

    @Test
    void usesOneInstanceAndTouchesNoOther() {
        try (var rowhouse = ledgers()) {
            assertThat(folder).isDirectoryNotContaining("glob:**/{north,south,east}");
            try (var north = rowhouse.instance("north")) {
                var session = north.session();
                north.work().runInTransaction(() -> session.persist(new Line("one")));
                assertThat(north.object(Ledger.class).texts()).containsExactly("one");
                assertThat(north.object(Instance.class).name()).isEqualTo("north");
                assertThat(north.object(Key.get(Session.class, Names.named("audit-log")))).isNotNull();
                assertThat(looks(north)).isEmpty();
                assertThatThrownBy(session::isDirty).isInstanceOf(OutOfScopeException.class);
            }
            assertThat(folder.resolve("north/default.mv.db")).exists();
            assertThat(folder).isDirectoryNotContaining("glob:**/{south,east}");
        }
    }

    @Test
    void lendsTheConnectionsOfAServerToAllEngines() {
        var desk = new Desk(folder)
                .write("""
                        apps.ledger.class = dev.rowhouse.server.LedgerApp
                        servers.main { url-prefix = "jdbc:h2:file:{here}/", max-connections = 1 }
                        defaults { app = ledger, mount = "/{instance}", settings.api-secret = hush-hush
                          engines.default   { url = "jdbc:h2:file:{here}/{instance}/default", schema = update, pool.borrow-timeout = 60s }
                          engines.audit-log { url = "jdbc:h2:file:{here}/{instance}/audit", schema = update, pool.borrow-timeout = 5s } }
                        instances { north {}, south {} }
                        """);
        try (var rowhouse = Rowhouse.open(desk.file());
                var north = rowhouse.instance("north");
                var south = rowhouse.instance("south")) {
            assertThat(looks(north)).isEmpty();
            assertThat(looks(south)).isEmpty();
            south.work().runInTransaction(() -> {
                south.session().persist(new Line("one"));
                south.session().flush();
                assertThatThrownBy(() -> looks(north)).rootCause()
                        .hasMessageContaining(
                                "north/audit-log: no connection within 5000 ms: server 'main' lends at most 1");
            });
            assertThat(looks(north)).isEmpty();
        }
    }

    private static List<Look> looks(Household household) {
        return household.work()
                .call(() -> household.session("audit-log")
                        .createSelectionQuery("from Look", Look.class)
                        .getResultList());
    }

    @Test
    void opensAnInstanceOnceAtATime() {
        try (var rowhouse = ledgers()) {
            try (var _ = rowhouse.instance("north"); var _ = rowhouse.instance("south")) {
                assertThatThrownBy(() -> rowhouse.instance("north")).isInstanceOf(IllegalStateException.class)
                        .hasMessageStartingWith("instance 'north' is open already; ");
            }
            try (var again = rowhouse.instance("north")) {
                assertThat(again.object(Ledger.class).texts()).isEmpty();
            }
        }
    }

    @Test
    void saysWhichInstancesThereAre() {
        try (var rowhouse = ledgers()) {
            assertThatThrownBy(() -> rowhouse.instance("nort")).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageEndingWith("composite.conf has no instance 'nort'; did you mean 'north'?");
            assertThatThrownBy(() -> rowhouse.instance("elsewhere")).hasMessageContaining("east, north, south");
        }
    }

    @Test
    void closesWhatIsStillOpen() {
        var rowhouse = ledgers();
        var north = rowhouse.instance("north");
        rowhouse.close();
        assertThat(north.isOpen()).isFalse();
        assertThatThrownBy(() -> north.work().run(() -> north.object(Ledger.class).texts()))
                .hasStackTraceContaining("closed");
        assertThatThrownBy(() -> rowhouse.instance("north")).hasMessageContaining("was closed");
        north.close();
        rowhouse.close();
    }

    @Test
    void saysWithoutSecretsWhyAnInstanceCantBeOpened() {
        var file = new Desk(folder).write("""
                apps.ledger.class = dev.rowhouse.server.LedgerApp
                instances.north { app = ledger, mount = "/", engines {
                  default { url = "jdbc:h2:tcp://127.0.0.1:1/none;PASSWORD=geheimnis", pool.borrow-timeout = 300ms }
                  audit-log.url = "jdbc:h2:mem:audit" } }
                """).file();
        try (var rowhouse = Rowhouse.open(file)) {
            assertThatThrownBy(() -> rowhouse.instance("north")).isInstanceOf(OpeningException.class)
                    .hasMessageStartingWith("instance 'north', engine 'default': ")
                    .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("geheimnis"));
            // What failed is not taken for open.
            assertThatThrownBy(() -> rowhouse.instance("north")).isInstanceOf(OpeningException.class);
        }
    }

    @Test
    void tellsAllMistakesOfTheFile() {
        var file = new Desk(folder).write("instances.north { app = nothing, mont = \"/\" }").file();
        assertThatThrownBy(() -> Rowhouse.open(file)).isInstanceOf(ConfigException.class)
                .hasMessageContaining("there is no app 'nothing'")
                .hasMessageContaining("did you mean 'mount'?");
    }
}
