package dev.rowhouse.xa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.databases.Databases;
import dev.rowhouse.databases.On;
import dev.rowhouse.databases.Product;
import dev.rowhouse.spi.UndecidedCommitException;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.transaction.xa.XAException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one household's transactions are to another's. */
class HouseholdsTest {
    @TempDir
    Path folder;

    private String file(String name) {
        return "jdbc:h2:file:" + folder.resolve(name);
    }

    /** Both use one database of a server, on which A's branch waits; B must leave it, at its start and while it runs. */
    @Test
    @On(Product.POSTGRESQL)
    void leavesAloneWhatOthersHavePrepared(Databases databases) throws Exception {
        var common = databases.create("xa_common");
        var down = new AtomicBoolean();
        try (var a = House.open("a", folder.resolve("a"), new Steps((step, database) -> {
            if (database.equals("e1") && (step.startsWith("before commit") || down.get())) {
                down.set(true);
                throw new XAException(XAException.XAER_RMFAIL);
            }
        }), List.of(file("a1"), common))) {
            assertThatThrownBy(() -> a.add("of a")).isInstanceOf(UndecidedCommitException.class);
            try (var b = House.open("b", folder.resolve("b"), file("b1"), common)) {
                assertThat(b.prepared()).as("of a").isEqualTo(1);
                b.add("of b");
                b.transactions.remove(b.engines.get(1));
                b.transactions.add(b.engines.get(1));
                assertThat(b.prepared()).as("of a").isEqualTo(1);
                assertThat(b.logged()).isZero();
                assertThat(a.logged()).isEqualTo(1);
            }
        }
        try (var a = House.open("a", folder.resolve("a"), file("a1"), common)) {
            assertThat(a.texts()).containsExactly(List.of("of a"), List.of("of a", "of b"));
            assertThat(a.prepared()).isZero();
        }
    }

    @Test
    void ownsItsCoordinatorAlone() throws Exception {
        try (var a = House.open("a", folder.resolve("a"), file("a1"));
                var b = House.open("b", folder.resolve("b"), file("b1"))) {
            assertThat(a.transactions.coordinator().getClass()).isNotSameAs(b.transactions.coordinator().getClass());
            assertThat(a.transactions.coordinator().getClass().getClassLoader())
                    .isNotSameAs(getClass().getClassLoader())
                    .isNotSameAs(b.transactions.coordinator().getClass().getClassLoader());
            assertThat(Files.readString(folder.resolve("a/transactions/node")))
                    .isNotEqualTo(Files.readString(folder.resolve("b/transactions/node")));
        }
    }

    /** Also after work on a thread that lives on, where something could stay behind. */
    @Test
    void leavesNothingBehindWhenItCloses() throws Exception {
        try (var threads = Executors.newSingleThreadExecutor()) {
            var gone = new ReferenceQueue<Object>();
            var loader = threads.submit(() -> use(gone)).get();
            // The class loader of a household that is closed; the collector decides when.
            while (loader.get() != null) {
                System.gc();
                gone.remove(50);
            }
        }
    }

    private WeakReference<Object> use(ReferenceQueue<Object> gone) throws Exception {
        try (var house = House.open("a", folder.resolve("a"), file("a1"), file("a2"))) {
            house.add("one");
            assertThatThrownBy(() -> house.inTransaction((_, _) -> {
                throw new IllegalArgumentException("work");
            })).hasMessage("work");
            var loader = house.transactions.coordinator().getClass().getClassLoader();
            assertThat(Thread.getAllStackTraces().keySet()).as("threads of Narayana while the household runs")
                    .noneMatch(thread -> loader.equals(thread.getClass().getClassLoader()));
            return new WeakReference<>(loader, gone);
        }
    }

    @Test
    void keepsItsNameInTheIdsOfBranches() throws Exception {
        House.open("a", folder, file("a1")).close();
        var node = Files.readString(folder.resolve("transactions/node"));
        House.open("a", folder, file("a1")).close();
        assertThat(folder.resolve("transactions/node")).hasContent(node);
        Files.writeString(folder.resolve("transactions/node"), "?");
        assertThatThrownBy(() -> House.open("a", folder, file("a1"))).isInstanceOf(RecoveryException.class)
                .hasMessageStartingWith("instance 'a': ")
                .hasMessageContaining("is damaged");
    }

    @Test
    void refusesALogThatIsInUse() throws Exception {
        try (var a = House.open("a", folder, file("a1"))) {
            assertThatThrownBy(() -> House.open("b", folder, file("b1"))).isInstanceOf(RecoveryException.class)
                    .hasMessageStartingWith("instance 'b': ")
                    .hasMessageContaining("is in use");
            a.add("goes on");
        }
        House.open("b", folder, file("b1")).close();
    }

    @Test
    void failsToOpenWhereADatabaseCantBeAsked() {
        assertThatThrownBy(() -> House.open("a", folder, new Steps((step, database) -> {
            if (step.startsWith("before recover") && database.equals("e1")) {
                throw new XAException(XAException.XAER_RMFAIL);
            }
        }), List.of(file("a1"), file("a2")))).isInstanceOf(RecoveryException.class)
                .hasMessageStartingWith("instance 'a', engine 'e1': ");
    }
}
