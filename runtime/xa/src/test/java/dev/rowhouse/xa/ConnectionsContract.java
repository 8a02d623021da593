package dev.rowhouse.xa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.databases.Databases;
import dev.rowhouse.engine.Engine;
import dev.rowhouse.engine.Enlistable;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.transaction.xa.XAException;
import org.hibernate.TransactionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections of engines that commit in two phases, when they do it and when they don't. */
abstract class ConnectionsContract {
    private final Databases databases;

    @TempDir
    Path folder;

    ConnectionsContract(Databases databases) {
        this.databases = databases;
    }

    private List<String> urls(String name) {
        return List.of("jdbc:h2:file:" + folder.resolve("h2"), databases.create("connections_" + name));
    }

    @Test
    void areOrdinaryOutsideOfSuchTransactions() throws Exception {
        try (var house = House.open("a", folder, Seam.NONE, urls("plain"))) {
            for (var engine : house.engines) {
                try (var session = engine.openSession()) {
                    session.inTransaction(_ -> session.persist(new Entry("kept")));
                    assertThatThrownBy(() -> session.inTransaction(_ -> {
                        session.persist(new Entry("lost"));
                        session.flush();
                        throw new IllegalArgumentException("work");
                    })).hasMessage("work");
                }
                try (var connection = engine.dataSource().getConnection();
                        var statement = connection.createStatement()) {
                    statement.execute("insert into Entry (text) values ('at once')");
                    connection.setAutoCommit(false);
                    statement.execute("insert into Entry (text) values ('taken back')");
                    var before = connection.setSavepoint();
                    statement.execute("insert into Entry (text) values ('taken back too')");
                    connection.rollback(before);
                    connection.rollback();
                }
            }
            assertThat(house.texts()).containsOnly(List.of("at once", "kept"));
        }
    }

    @Test
    void areCleanAfterwards() throws Exception {
        var veto = new AtomicBoolean();
        try (var house = House.open("a", folder, new Steps((step, database) -> {
            if (step.startsWith("before prepare") && veto.get()) {
                throw new XAException(XAException.XA_RBOTHER);
            }
        }), urls("clean"))) {
            house.add("one");
            assertClean(house.engines);
            veto.set(true);
            assertThatThrownBy(() -> house.add("vetoed")).isInstanceOf(TransactionException.class);
            assertClean(house.engines);
            assertThatThrownBy(() -> house.inTransaction((_, session) -> {
                session.persist(new Entry("lost"));
                session.flush();
                throw new IllegalArgumentException("work");
            })).hasMessage("work");
            assertClean(house.engines);
            abandon(house, false);
            abandon(house, true);
            assertClean(house.engines);
            assertThat(house.texts()).containsOnly(List.of("one"));
            veto.set(false);
            house.add("two");
            assertThat(house.texts()).containsOnly(List.of("one", "two"));
        }
    }

    /** A session that is closed in the middle takes its part back, and the whole can't commit any more. */
    private static void abandon(House house, boolean worked) {
        var transaction = house.transactions.begin();
        for (var engine : house.engines) {
            var session = engine.openSession();
            session.beginTransaction();
            transaction.enlist(engine, session);
            if (worked) {
                session.persist(new Entry("abandoned"));
                session.flush();
            }
            session.close();
        }
        assertThatThrownBy(transaction::commit).isInstanceOf(RuntimeException.class);
    }

    /** All connections of the pools, at once. */
    private static void assertClean(List<Engine> engines) throws SQLException {
        for (var engine : engines) {
            try (var one = engine.dataSource().getConnection();
                    var two = engine.dataSource().getConnection();
                    var three = engine.dataSource().getConnection()) {
                for (var connection : List.of(one, two, three)) {
                    assertThat(connection.getAutoCommit()).isTrue();
                    assertThat(connection.isReadOnly()).isFalse();
                    assertThat(connection.isValid(30)).isTrue();
                    assertThatNoTransactionIsOpen(connection);
                }
            }
        }
    }

    private static void assertThatNoTransactionIsOpen(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("insert into Entry (text) values ('probe')");
            connection.setAutoCommit(false);
            statement.execute("delete from Entry where text = 'probe'");
            connection.commit();
            connection.setAutoCommit(true);
        }
    }

    @Test
    void refuseToCommitAlone() throws Exception {
        try (var house = House.open("a", folder, Seam.NONE, urls("alone"))) {
            assertThatThrownBy(() -> house.inTransaction((_, session) -> session.doWork(connection -> {
                assertThat(connection.getAutoCommit()).isFalse();
                connection.commit();
            }))).hasStackTraceContaining("this is a part of a transaction over several engines");
            assertClean(house.engines);
        }
    }

    @Test
    void keepWhatTheirUserSetForTheTransaction() throws Exception {
        try (var house = House.open("a", folder, Seam.NONE, urls("isolation"))) {
            house.inTransaction((engine, session) -> session.doWork(connection -> {
                assertThat(connection.unwrap(Enlistable.class)).isNotNull();
                assertThat(connection.isWrapperFor(Enlistable.class)).isTrue();
            }));
            for (var engine : house.engines) {
                try (var connection = engine.dataSource().getConnection()) {
                    connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
                    connection.setReadOnly(true);
                }
            }
            assertClean(house.engines);
            for (var engine : house.engines) {
                try (var connection = engine.dataSource().getConnection()) {
                    assertThat(connection.getTransactionIsolation()).isNotEqualTo(Connection.TRANSACTION_SERIALIZABLE);
                }
            }
        }
    }
}
