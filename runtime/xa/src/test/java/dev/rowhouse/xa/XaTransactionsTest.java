package dev.rowhouse.xa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rowhouse.databases.Databases;
import dev.rowhouse.databases.On;
import dev.rowhouse.databases.Product;
import dev.rowhouse.spi.PartialCommitException;
import dev.rowhouse.spi.UndecidedCommitException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import javax.transaction.xa.XAException;
import org.hibernate.TransactionException;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.TransactionCompletionCallbacks.AfterCompletionCallback;
import org.hibernate.engine.spi.TransactionCompletionCallbacks.BeforeCompletionCallback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Transactions over a file of H2 and a database of PostgreSQL. */
@On(Product.POSTGRESQL)
class XaTransactionsTest {
    private final Databases databases;

    @TempDir
    Path folder;

    XaTransactionsTest(Databases databases) {
        this.databases = databases;
    }

    private List<String> urls(String name) {
        return List.of("jdbc:h2:file:" + folder.resolve("h2"), databases.create("xa_" + name));
    }

    @Test
    void commitsInBoth() throws Exception {
        List<String> steps = Collections.synchronizedList(new ArrayList<>());
        var logged = new AtomicLong();
        House[] opened = new House[1];
        try (var house = House.open("a", folder, new Steps((step, database) -> {
            steps.add(step);
            if (step.equals("before commit 1")) {
                logged.set(count(opened[0]));
            }
        }), urls("commits"))) {
            opened[0] = house;
            house.add("one");
            assertThat(house.texts()).containsOnly(List.of("one"));
            assertThat(steps).containsSubsequence("after prepare 1", "after prepare 2", "before commit 1",
                    "after commit 2");
            assertThat(logged).as("decisions in the log between the phases").hasValue(1);
            assertThat(house.logged()).as("and after them").isZero();
        }
    }

    private static long count(House house) {
        try {
            return house.logged();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void commitsOneEngineInOnePhaseAndLogsNothing() throws Exception {
        List<String> steps = Collections.synchronizedList(new ArrayList<>());
        House[] opened = new House[1];
        var logged = new AtomicLong();
        try (var house = House.open("a", folder, new Steps((step, database) -> {
            steps.add(step);
            if (step.endsWith("commit 1")) {
                logged.addAndGet(count(opened[0]));
            }
        }), urls("one_phase"))) {
            opened[0] = house;
            for (var engine : house.engines) {
                House.inTransaction(house.transactions, List.of(engine),
                        (_, session) -> session.persist(new Entry("alone")));
            }
            assertThat(house.texts()).containsOnly(List.of("alone"));
            assertThat(steps).contains("after commit 2").noneMatch(step -> step.contains("prepare"));
            assertThat(logged).hasValue(0);
        }
    }

    @Test
    void rollsBackAllWhenOneVetoes() throws Exception {
        var veto = new AtomicBoolean(true);
        try (var house = House.open("a", folder, new Steps((step, database) -> {
            if (step.startsWith("before prepare") && database.equals("e1") && veto.get()) {
                throw new XAException(XAException.XA_RBOTHER);
            }
        }), urls("veto"))) {
            assertThatThrownBy(() -> house.add("vetoed")).isInstanceOf(TransactionException.class)
                    .hasMessageContaining("instance 'a'")
                    .hasMessageContaining("'e1' did not agree");
            assertThat(house.texts()).containsOnly(List.of());
            assertThat(house.prepared()).isZero();
            assertThat(house.logged()).isZero();
            veto.set(false);
            house.add("agreed");
            assertThat(house.texts()).containsOnly(List.of("agreed"));
        }
    }

    @Test
    void saysWhatTheDatabaseSaidWhenItRefusesToPrepare() throws Exception {
        try (var house = House.open("a", folder, Seam.NONE, urls("refuses"))) {
            try (var connection = databases.connect("xa_refuses"); var statement = connection.createStatement()) {
                statement.execute("create table Late (id int unique deferrable initially deferred)");
                statement.execute("insert into Late values (1)");
            }
            var refusal = catchThrowableOfType(TransactionException.class,
                    () -> house.inTransaction((engine, session) -> {
                        session.persist(new Entry("refused"));
                        if (engine.label().equals("e1")) {
                            session.createNativeMutationQuery("insert into Late values (1)").executeUpdate();
                        }
                    }));
            assertThat(refusal).cause()
                    .hasMessageContaining("late_id_key")
                    .isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23505"));
            assertThat(house.texts()).containsOnly(List.of());
            house.add("next");
            assertThat(house.texts()).containsOnly(List.of("next"));
        }
    }

    @Test
    void rollsBackAllWhenTheWorkFails() throws Exception {
        try (var house = House.open("a", folder, Seam.NONE, urls("fails"))) {
            assertThatThrownBy(() -> house.inTransaction((engine, session) -> {
                session.persist(new Entry("lost"));
                session.flush();
                if (engine.label().equals("e1")) {
                    throw new IllegalArgumentException("work");
                }
            })).hasMessage("work");
            assertThat(house.texts()).containsOnly(List.of());
            assertThat(house.prepared()).isZero();
        }
    }

    /** All work before completion is done before any database prepares; what comes after it hears what came of it. */
    @Test
    void tellsAllSessionsWhatCameOfIt() throws Exception {
        List<String> heard = new ArrayList<>();
        var veto = new AtomicBoolean();
        try (var house = House.open("a", folder, new Steps((step, database) -> {
            heard.add(step);
            if (step.startsWith("before prepare") && veto.get()) {
                throw new XAException(XAException.XA_RBOTHER);
            }
        }), urls("told"))) {
            heard.clear();
            addHeard(house, "one", heard);
            assertThat(heard.stream().filter(step -> !step.contains("start") && !step.contains("end"))).containsExactly(
                    "e0 before completion", "e1 before completion", "before prepare 1", "after prepare 1",
                    "before prepare 2", "after prepare 2", "before commit 1", "after commit 1", "before commit 2",
                    "after commit 2", "e1 after true", "e0 after true");
            veto.set(true);
            heard.clear();
            assertThatThrownBy(() -> addHeard(house, "two", heard)).isInstanceOf(TransactionException.class)
                    .hasMessageContaining("did not agree");
            assertThat(heard).filteredOn(step -> step.matches("e. after .*"))
                    .containsExactlyInAnyOrder("e0 after false", "e1 after false");
        }
    }

    private static void addHeard(House house, String text, List<String> heard) {
        house.inTransaction((engine, session) -> {
            session.persist(new Entry(text));
            var actions = session.unwrap(SharedSessionContractImplementor.class).getTransactionCompletionCallbacks();
            BeforeCompletionCallback before = _ -> heard.add(engine.label() + " before completion");
            AfterCompletionCallback after = (success, _) -> heard.add(engine.label() + " after " + success);
            actions.registerCallback(before);
            actions.registerCallback(after);
        });
    }

    /** The server ends all connections between the two phases. */
    @Test
    void finishesLaterWhatADatabaseDidNotHear() throws Exception {
        var finished = new CountDownLatch(1);
        var once = new AtomicBoolean();
        var urls = urls("dies");
        try (var house = House.open("a", folder, new Steps((step, database) -> {
            if (step.startsWith("before commit") && database.equals("e1") && once.compareAndSet(false, true)) {
                endConnections("xa_dies");
            } else if (step.startsWith("after commit") && database.equals("e1")) {
                finished.countDown();
            }
        }), urls)) {
            var undecided = catchThrowableOfType(UndecidedCommitException.class, () -> house.add("late"));
            assertThat(undecided).hasMessageContaining("'a'");
            assertThat(undecided.committed()).containsExactly("e0");
            assertThat(undecided.undecided()).containsExactly("e1");
            assertThat(House.texts(house.engines.getFirst())).containsExactly("late");
            assertThat(finished.await(60, TimeUnit.SECONDS)).as("finished").isTrue();
            assertThat(house.texts()).containsOnly(List.of("late"));
            assertThat(house.prepared()).isZero();
        }
        try (var house = House.open("a", folder, Seam.NONE, urls)) {
            assertThat(house.logged()).isZero();
        }
    }

    private void endConnections(String database) {
        try (var connection = databases.connect("postgres"); var statement = connection.createStatement()) {
            statement.execute(
                    "select pg_terminate_backend(pid) from pg_stat_activity where datname = '%s'".formatted(database));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One has prepared, the other one refuses, and the first can't hear that it is to roll back. */
    @Test
    void rollsBackLaterWhatADatabaseDidNotHear() throws Exception {
        var finished = new CountDownLatch(1);
        try (var house = House.open("a", folder, new Steps((step, database) -> {
            if (step.equals("before prepare 2")) {
                endConnections("xa_orphan");
                throw new XAException(XAException.XA_RBOTHER);
            } else if (step.startsWith("after rollback") && database.equals("e0")) {
                finished.countDown();
            }
        }), List.of(databases.create("xa_orphan"), "jdbc:h2:file:" + folder.resolve("h2")))) {
            assertThatThrownBy(() -> house.add("lost")).isInstanceOf(TransactionException.class)
                    .hasMessageContaining("rolled back in all engines");
            assertThat(finished.await(60, TimeUnit.SECONDS)).as("finished").isTrue();
            assertThat(house.texts()).containsOnly(List.of());
            assertThat(house.prepared()).isZero();
        }
    }

    @Test
    void saysWhatSomebodyElseHasEnded() throws Exception {
        try (var house = House.open("a", folder, new Steps((step, database) -> {
            if (step.startsWith("before commit") && database.equals("e1")) {
                try (var connection = databases.connect("xa_taken");
                        var statement = connection.createStatement();
                        var found = statement
                                .executeQuery("select gid from pg_prepared_xacts where database = 'xa_taken'")) {
                    found.next();
                    statement.execute("rollback prepared '%s'".formatted(found.getString(1)));
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            }
        }), urls("taken"))) {
            var partial = catchThrowableOfType(PartialCommitException.class, () -> house.add("half"));
            assertThat(partial.committed()).containsExactly("e0");
            assertThat(partial.lost()).containsExactly("e1");
            assertThat(house.logged()).isZero();
        }
    }

    @Test
    void finishesWhatTookPartInAnEngineThatIsAddedLater() throws Exception {
        var urls = urls("added");
        var down = new AtomicBoolean();
        try (var house = House.open("a", folder, new Steps((step, database) -> {
            if (database.equals("e1") && (step.startsWith("before commit") || down.get())) {
                down.set(true);
                throw new XAException(XAException.XAER_RMFAIL);
            }
        }), urls)) {
            assertThatThrownBy(() -> house.add("both")).isInstanceOf(UndecidedCommitException.class);
        }
        try (var house = House.open("a", folder, Seam.NONE, urls.subList(0, 1))) {
            assertThat(house.logged()).isEqualTo(1);
            assertThat(house.texts()).containsExactly(List.of("both"));
            try (var shared = new dev.rowhouse.engine.Engines();
                    var later = House.engine(shared, "a", "e1", urls.get(1),
                            dev.rowhouse.config.EngineConfig.Transactions.XA)) {
                assertThat(House.texts(later)).isEmpty();
                assertThatThrownBy(() -> House.inTransaction(house.transactions, List.of(later), (_, _) -> {}))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("was not added");
                house.transactions.add(later);
                assertThat(House.texts(later)).containsExactly("both");
                assertThat(house.logged()).isZero();
                house.transactions.remove(later);
            }
        }
    }
}
