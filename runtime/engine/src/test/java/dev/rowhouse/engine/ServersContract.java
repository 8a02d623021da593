package dev.rowhouse.engine;

import static dev.rowhouse.engine.Configs.add;
import static dev.rowhouse.engine.Configs.engine;
import static dev.rowhouse.engine.Configs.open;
import static dev.rowhouse.engine.Configs.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.databases.Databases;
import dev.rowhouse.databases.HeldLine;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What engines promise on databases that are reached over a network. */
abstract class ServersContract extends EnginesContract {
    ServersContract(Databases databases) {
        super(databases);
    }

    /** A's database is asked for a range of ids and does not answer; B, on the same mapping, must not wait for it. */
    @Test
    void letsNobodyWaitForTheDatabaseOfAnother() throws Exception {
        int port = databases.port().orElseThrow();
        try (var line = HeldLine.open(port);
                var a = open(engines, "a", engine(databases.create("slow").replace(":" + port, ":" + line.port())));
                var b = open(engines, "b", engine(databases.create("quick")));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            texts(a);
            // Nobody waits for it to connect while the line is held, which is soon taken for one of a server that is gone.
            texts(b);
            line.hold();
            var waiting = threads.submit(() -> add(a, "slow"));
            line.awaitHeld(1);
            assertThat(threads.submit(() -> add(b, "quick")).get(20, TimeUnit.SECONDS)).isEqualTo(1);
            assertThat(waiting).isNotDone();
            line.release();
            assertThat(waiting.get(20, TimeUnit.SECONDS)).isEqualTo(1);
        }
    }

    @Test
    void saysThatADatabaseIsNotThere() {
        assertThatThrownBy(() -> open(engines, "a", engine(databases.url("nowhere"))))
                .isInstanceOf(EngineException.class)
                .hasMessageStartingWith("instance 'a', engine 'default': ")
                .hasMessageMatching("(?s).*database [\"']nowhere[\"'].*");
    }
}
