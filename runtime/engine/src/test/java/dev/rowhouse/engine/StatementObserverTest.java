package dev.rowhouse.engine;

import static dev.rowhouse.engine.Configs.add;
import static dev.rowhouse.engine.Configs.engine;
import static dev.rowhouse.engine.Configs.open;
import static dev.rowhouse.engine.Configs.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.config.InstanceName;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class StatementObserverTest {
    private final Queue<String> sessions = new ConcurrentLinkedQueue<>();
    private final Queue<String> sent = new ConcurrentLinkedQueue<>();
    private volatile String refused = "nothing";

    private final StatementObserver observer = new StatementObserver() {
        @Override
        public void executes(InstanceName instance, String statement) {
            sessions.add(instance + ": " + statement);
        }

        @Override
        public void sends(InstanceName instance, String engine, String statement) {
            if (statement.equals(refused)) {
                throw new IllegalStateException("not here: " + statement);
            }
            sent.add(instance + "/" + engine + "@" + Thread.currentThread().threadId() + ": " + statement);
        }
    };

    private List<String> heard() {
        var heard = new ArrayList<>(sent);
        sent.clear();
        var here = "a/default@" + Thread.currentThread().threadId() + ": ";
        assertThat(heard).allMatch(statement -> statement.startsWith(here));
        return heard.stream().map(statement -> statement.substring(here.length())).toList();
    }

    @Test
    void hearsWhatGoesOverAConnectionOnTheThreadThatSendsIt() throws Exception {
        try (var engines = new Engines(List.of(), observer);
                var a = open(engines, "a", engine("jdbc:h2:mem:heard"));
                var connection = a.dataSource().getConnection();
                var plain = connection.createStatement()) {
            assertThat(heard()).as("tables are made").anyMatch(statement -> statement.startsWith("create table Note"));
            plain.execute("select 1");
            plain.executeQuery("select 2");
            plain.executeUpdate("set @x = 3");
            plain.executeLargeUpdate("set @x = 4");
            assertThat(heard()).containsExactly("select 1", "select 2", "set @x = 3", "set @x = 4");

            plain.addBatch("set @x = 5");
            plain.addBatch("set @x = 6");
            assertThat(heard()).isEmpty();
            plain.executeBatch();
            plain.executeBatch();
            plain.addBatch("set @x = 7");
            plain.clearBatch();
            plain.executeLargeBatch();
            assertThat(heard()).containsExactly("set @x = 5", "set @x = 6");

            try (var prepared = connection.prepareStatement("select ?"); var call = connection.prepareCall("call 8")) {
                assertThat(heard()).isEmpty();
                prepared.setInt(1, 1);
                prepared.execute();
                prepared.executeQuery();
                call.execute();
                assertThat(heard()).containsExactly("select ?", "select ?", "call 8");
            }
            try (var insert = connection.prepareStatement("insert into Note (id, text) values (?, 'x')")) {
                for (int id = 1000; id < 1003; id++) {
                    insert.setInt(1, id);
                    insert.addBatch();
                }
                assertThat(insert.executeBatch()).containsExactly(1, 1, 1);
                assertThat(heard()).as("one, however many rows")
                        .containsExactly("insert into Note (id, text) values (?, 'x')");
            }
        }
    }

    @Test
    void hearsSessionsTwice() throws Exception {
        try (var engines = new Engines(List.of(), observer);
                var a = open(engines, "a", engine("jdbc:h2:mem:heard_sessions"))) {
            heard();
            sessions.clear();
            add(a, "note");
            texts(a);
            assertThat(sessions.stream().map(statement -> statement.substring("a: ".length()))).hasSize(3)
                    .containsExactlyElementsOf(heard());
        }
    }

    @Test
    void refusesWhatItDoesNotWantSent() throws Exception {
        try (var engines = new Engines(List.of(), observer);
                var a = open(engines, "a", engine("jdbc:h2:mem:refused"));
                var connection = a.dataSource().getConnection();
                var plain = connection.createStatement();
                var prepared = connection.prepareStatement("set @x = 1")) {
            refused = "set @x = 1";
            assertThatThrownBy(() -> plain.execute("set @x = 1")).hasMessage("not here: set @x = 1");
            assertThatThrownBy(prepared::execute).hasMessage("not here: set @x = 1");
            plain.addBatch("set @x = 1");
            assertThatThrownBy(plain::executeBatch).hasMessage("not here: set @x = 1");
            assertThat(Carried.asking("select @x").at(connection)).isEqualTo("null");
        }
    }
}
