package dev.rowhouse.engine;

import static dev.rowhouse.engine.Configs.add;
import static dev.rowhouse.engine.Configs.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.config.EngineConfig.Schema;
import dev.rowhouse.config.InstanceName;
import dev.rowhouse.databases.Databases;
import dev.rowhouse.spi.Entities;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What families promise, wherever their databases are. */
@TestInstance(Lifecycle.PER_METHOD)
abstract class FamiliesContract {
    final Databases databases;

    @AutoClose
    final Engines engines = new Engines();

    FamiliesContract(Databases databases) {
        this.databases = databases;
    }

    /** A URL with a place for the key. */
    abstract String url(String name) throws SQLException;

    /** A key that no database of these can have; empty if there is none. */
    abstract List<String> impossibleKeys();

    Family family(String url, Schema schema) {
        return family(url, schema, 10);
    }

    Family family(String url, Schema schema, int maxOpen) {
        return engines.family(Configs.APP, new InstanceName("a"), Configs.family(url, schema, maxOpen),
                Entities.of(Note.class), EngineWatcher.NONE);
    }

    Family impatient(String url) {
        return engines.family(Configs.APP, new InstanceName("a"),
                Configs.family(url, Schema.UPDATE, 10, Configs.IMPATIENT), Entities.of(Note.class), EngineWatcher.NONE);
    }

    @Test
    void keepsMembersApartThoughTheyShareAMapping() throws Exception {
        try (var family = family(url("apart"), Schema.UPDATE)) {
            assertThat(family.name()).hasToString("blog");
            assertThat(family.keys()).isEmpty();
            try (var north = family.lease("north"); var south = family.lease("south-2_b")) {
                assertThat(add(north.engine(), "of north")).isEqualTo(1);
                assertThat(add(south.engine(), "of south")).isEqualTo(1);
                assertThat(texts(north.engine())).containsExactly("of north");
                assertThat(texts(south.engine())).containsExactly("of south");
                assertThat(north.engine().mapping()).isSameAs(south.engine().mapping());
                assertThat(north.engine()).hasToString("a/blog/north#1");
            }
            assertThat(family.keys()).containsExactly("north", "south-2_b");
        }
    }

    @Test
    void opensMembersAnewThatWereClosedToMakeRoom() throws Exception {
        try (var family = family(url("anew"), Schema.CREATE, 1)) {
            for (int round = 0; round < 3; round++) {
                for (var key : List.of("x", "y")) {
                    try (var lease = family.lease(key)) {
                        add(lease.engine(), key + round);
                        assertThat(family.open()).isEqualTo(1);
                    }
                }
            }
            try (var lease = family.lease("x")) {
                assertThat(texts(lease.engine())).containsExactly("x0", "x1", "x2");
            }
        }
    }

    @Test
    void makesADatabaseOnceForAllWhoComeFirst() throws Exception {
        int count = 6;
        var together = new CyclicBarrier(count);
        try (var family = family(url("together"), Schema.UPDATE);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Engine>> opened = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                opened.add(threads.submit(() -> {
                    together.await();
                    try (var lease = family.lease("one")) {
                        add(lease.engine(), "note");
                        return lease.engine();
                    }
                }));
            }
            var first = opened.getFirst().get(60, TimeUnit.SECONDS);
            for (var next : opened) {
                assertThat(next.get(60, TimeUnit.SECONDS)).isSameAs(first);
            }
            assertThat(texts(first)).hasSize(count);
        }
    }

    @Test
    void makesNothingWhereTheSchemaIsNotItsOwn() throws Exception {
        var url = url("not_made");
        for (var schema : List.of(Schema.NONE, Schema.VALIDATE)) {
            try (var family = family(url, schema)) {
                assertThatThrownBy(() -> family.lease("x")).isInstanceOf(EngineException.class)
                        .hasMessageStartingWith("instance 'a', engine 'blog/x': there is no ")
                        .hasMessageContaining("none is made without schema = create or update");
                assertThat(family.keys()).isEmpty();
            }
        }
        try (var family = family(url, Schema.CREATE)) {
            family.lease("x").close();
        }
        for (var schema : List.of(Schema.NONE, Schema.VALIDATE)) {
            try (var family = family(url, schema); var lease = family.lease("x")) {
                add(lease.engine(), "there");
            }
        }
    }

    @Test
    void refusesWhatIsNoKeyBeforeAnythingIsAsked() throws Exception {
        try (var family = family(url("tricks"), Schema.UPDATE)) {
            for (var key : List.of("", "../x", "a/b", "a\\b", "A", "x;INIT=drop all objects", "x?user=root", "x&a=b",
                    "-x", "_x", ".", "..", "x.mv", "x y", "x\n", "x\0", "{key}", "é", "\u0430", "\u202etxt", "%2e%2e",
                    "x\"; drop", "x`", "x'", "a".repeat(64))) {
                assertThatThrownBy(() -> family.lease(key)).as(key)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageMatching("[ -~]+")
                        .hasMessageStartingWith("instance 'a', engine 'blog': '")
                        .hasMessageContaining("is not a key; use up to 63 lower-case letters");
            }
            assertThat(family.open()).isZero();
            assertThat(family.keys()).isEmpty();
        }
    }

    @Test
    void refusesKeysThatTheirDatabasesCannotHave() throws Exception {
        try (var family = family(url("impossible"), Schema.UPDATE)) {
            for (var key : impossibleKeys()) {
                assertThatThrownBy(() -> family.lease(key)).as(key)
                        .isInstanceOf(EngineException.class)
                        .hasMessageStartingWith("instance 'a', engine 'blog/" + key + "': ")
                        .hasMessageContaining("use ");
            }
            assertThat(family.keys()).isEmpty();
        }
    }

    @Test
    void failsForGoodWhenClosed() throws Exception {
        var family = family(url("closed"), Schema.UPDATE);
        try (var lease = family.lease("x")) {
            add(lease.engine(), "before");
        }
        family.close();
        assertThatThrownBy(() -> family.lease("x")).isInstanceOf(EngineException.class)
                .hasMessage("instance 'a', engine 'blog/x': closed for good, with its instance");
        try (var again = family(url("closed"), Schema.VALIDATE); var lease = again.lease("x")) {
            assertThat(texts(lease.engine())).containsExactly("before");
        }
    }
}
