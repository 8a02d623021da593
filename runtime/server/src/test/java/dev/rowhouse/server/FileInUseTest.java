package dev.rowhouse.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.config.InstanceName;
import dev.rowhouse.config.ListenAddress;
import dev.rowhouse.instance.OpeningException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An H2 file that another process has open. */
class FileInUseTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void saysWhichFileAndWhatToDo() throws Exception {
        var desk = new Desk(folder).withLedgers();
        var holder = desk.start("run", desk.file().toString(), "north", Jobs.Wait.class.getName());
        try (var out = holder.inputReader()) {
            assertThat(out.readLine()).isEqualTo("waiting");
            var expected = "instance 'north', engine 'default': another process has %s/north/default.mv.db open; stop it"
                    .formatted(folder);
            // A file that is in use stays so, however long one waits.
            desk.write(Files.readString(desk.file()).replace("30s", "1s"));
            try (var rowhouse = Rowhouse.open(desk.file())) {
                assertThatThrownBy(() -> rowhouse.instance("north")).isInstanceOf(OpeningException.class)
                        .hasMessageContaining(expected)
                        .hasMessageContaining(";AUTO_SERVER=TRUE")
                        .hasMessageNotContaining("90020");
            }
            assertThat(desk.run("schema", desk.file().toString(), "north", "validate").err())
                    .contains("failed: north/default: another process has ");
            try (var composite = Composite.open(desk.file(), List.of(new ListenAddress("127.0.0.1", 0)))) {
                composite.start();
                var north = composite.instances().get(new InstanceName("north"));
                var failure = north.failure();
                while (failure.isEmpty()) {
                    // It is tried again now and then, and has not failed meanwhile.
                    Thread.onSpinWait();
                    failure = north.failure();
                }
                assertThat(failure.get()).startsWith(expected);
            }
        } finally {
            holder.destroyForcibly().waitFor();
        }
    }

    @Test
    void saysSoToAJobWhileACompositeServes() throws Exception {
        // The ledger's handler can't be made, so it would not serve.
        var desk = new Desk(folder)
                .write("""
                        apps.greeting.class = dev.rowhouse.server.GreetingApp
                        instances.north { app = greeting, mount = "/",
                          engines.default { url = "jdbc:h2:file:{here}/north", pool { borrow-timeout = 5s, idle-timeout = 0 } } }
                        """);
        var server = desk.start("serve", desk.file().toString(), "--listen", "127.0.0.1:0");
        try (var out = server.inputReader()) {
            for (var line = out.readLine(); line != null && !line.startsWith("ready"); line = out.readLine()) {
                assertThat(line).doesNotContain("FAILED");
            }
            var ran = desk.run("run", desk.file().toString(), "north", Jobs.Rest.class.getName());
            assertThat(ran.status()).isEqualTo(78);
            assertThat(ran.err().lines()).singleElement()
                    .asString()
                    .startsWith("rowhouse: instance 'north', engine 'default': another process has " + folder
                            + "/north.mv.db open; ");
        } finally {
            server.destroyForcibly().waitFor();
        }
    }
}
