package dev.rowhouse.control;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rowhouse.config.ControlConfig;
import dev.rowhouse.instance.Phase;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the socket is, who may use it, and whose it is. */
class ControlServerTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temporary;

    private Path folder() {
        return temporary.resolve("data").resolve(".composite");
    }

    private ControlServer open(Path folder) {
        return open(folder, "a");
    }

    /** Of a composite with one instance, to tell it from others. */
    private ControlServer open(Path folder, String instance) {
        var row = new Row();
        row.add(instance, "blog", Phase.SERVING);
        return ControlServer.open(folder, ControlConfig.DEFAULT, new ControlApi(row), Limits.PATIENT, temporary,
                Limits.PAUSE);
    }

    private static String list(Path folder) throws InterruptedException {
        return new ControlClient(new ControlAddress.Folder(folder)).ask("GET", "/v1/instances", Limits.LONG).body();
    }

    private static String rights(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
    }

    private static void leaveStaleSocket(Path path) throws IOException {
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(path));
        }
        assertThat(path).exists();
    }

    @Test
    void theSocketIsItsOwnersAloneAndGoneAtTheEnd() throws Exception {
        try (var server = open(folder())) {
            assertThat(server.socket()).hasValue(folder().resolve("control.sock"));
            assertThat(rights(folder())).isEqualTo("rwx------");
            assertThat(rights(folder().resolve("control.sock"))).isEqualTo("rw-------");
            assertThat(list(folder())).contains("\"name\":\"a\"");
        }
        assertThat(folder().resolve("control.sock")).doesNotExist();
        assertThatThrownBy(() -> list(folder()))
                .isInstanceOfSatisfying(UnreachableException.class, e -> assertThat(e.isForbidden()).isFalse())
                .hasMessageContaining(folder().resolve("control.sock").toString())
                .hasMessageContaining("rowhouse serve");
    }

    @Test
    void aFolderThatOthersCouldLookIntoIsClosedToThem() throws IOException {
        Files.createDirectories(folder());
        Files.setPosixFilePermissions(folder(), fromString("rwxrwxrwx"));
        try (var server = open(folder())) {
            assertThat(server.socket()).isPresent();
            assertThat(rights(folder())).isEqualTo("rwx------");
        }
    }

    @Test
    void aFolderOfAnotherUserIsNotUsed() throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")));
        Files.createDirectories(folder());
        Files.setOwner(folder(),
                folder().getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
        try (var server = open(folder())) {
            assertThat(server.socket()).isEmpty();
            assertThat(folder()).isEmptyDirectory();
        }
    }

    @Test
    void anotherUserIsNotLetIn() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")) && Files.isExecutable(Path.of("/usr/bin/setpriv")));
        Files.setPosixFilePermissions(temporary, fromString("rwxr-xr-x"));
        var knock = Files.writeString(temporary.resolve("Knock.java"), """
                void main(String[] arguments) throws Exception {
                    var channel = java.nio.channels.SocketChannel.open(java.net.StandardProtocolFamily.UNIX);
                    try {
                        channel.connect(java.net.UnixDomainSocketAddress.of(arguments[0]));
                        IO.println("in");
                    } catch (java.net.SocketException e) {
                        IO.println("out: " + e.getMessage());
                    }
                }
                """);
        try (var server = open(folder())) {
            var socket = server.socket().orElseThrow().toString();
            assertThat(knock(knock, socket, "nobody")).startsWith("out: ").contains("denied");
            assertThat(knock(knock, socket, "root")).isEqualTo("in");
        }
    }

    private String knock(Path program, String socket, String user) throws Exception {
        var process = new ProcessBuilder("setpriv", "--reuid=" + user, "--clear-groups",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                program.toString(), socket).directory(temporary.toFile()).redirectErrorStream(true).start();
        try (var out = process.inputReader()) {
            var said = String.join("\n", out.readAllLines());
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return said;
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void replacesWhatAKilledProcessHasLeft() throws Exception {
        Files.createDirectories(folder());
        leaveStaleSocket(folder().resolve("control.sock"));
        try (var server = open(folder())) {
            assertThat(server.socket()).isPresent();
            assertThat(list(folder())).contains("\"name\":\"a\"");
        }
    }

    @Test
    void touchesNoFileThatIsNoSocket() throws Exception {
        Files.createDirectories(folder());
        Files.writeString(folder().resolve("control.sock"), "precious");
        try (var server = open(folder())) {
            assertThat(server.socket()).isEmpty();
        }
        assertThat(folder().resolve("control.sock")).hasContent("precious");
    }

    @Test
    void followsNoLinkThatStandsForTheLock() throws Exception {
        Files.createDirectories(folder());
        var elsewhere = temporary.resolve("elsewhere");
        Files.createSymbolicLink(folder().resolve("control.lock"), elsewhere);
        try (var server = open(folder())) {
            assertThat(server.socket()).isEmpty();
        }
        assertThat(elsewhere).doesNotExist();
    }

    @Test
    void theSecondWaitsForTheFirst() throws Exception {
        var first = open(folder(), "first");
        try (var second = open(folder(), "second")) {
            assertThat(second.socket()).isEmpty();
            assertThat(list(folder())).contains("first");
            try (var third = open(folder(), "third")) {
                assertThat(third.socket()).isEmpty();
            }
            assertThat(list(folder())).contains("first");
            first.close();
            while (!listed(folder()).contains("second")) {
                Thread.onSpinWait();
            }
            assertThat(second.socket()).isPresent();
            first.close();
            assertThat(list(folder())).contains("second");
        } finally {
            first.close();
        }
        assertThat(folder().resolve("control.sock")).doesNotExist();
    }

    private static String listed(Path folder) throws InterruptedException {
        try {
            return list(folder);
        } catch (UnreachableException e) {
            return "";
        }
    }

    @Test
    void aLongPathLeadsToAFolderOfItsOwn() throws Exception {
        var deep = temporary.resolve("d".repeat(120)).resolve(".composite");
        Path socket;
        try (var server = open(deep)) {
            socket = server.socket().orElseThrow();
            var apart = Objects.requireNonNull(socket.getParent());
            assertThat(apart).hasParent(temporary.toRealPath());
            assertThat(rights(apart)).isEqualTo("rwx------");
            assertThat(rights(socket)).isEqualTo("rw-------");
            assertThat(rights(deep.resolve("control"))).isEqualTo("rw-------");
            assertThat(list(deep)).contains("\"name\":\"a\"");
        }
        assertThat(socket.getParent()).doesNotExist();
        assertThat(deep.resolve("control")).doesNotExist();

        // What a killed process has left there is found, and goes too.
        var left = Files.createDirectory(temporary.resolve("rowhouse-control-1"), PrivateFolder.NEW_FOLDER);
        leaveStaleSocket(left.resolve("control.sock"));
        Files.writeString(deep.resolve("control"), left.resolve("control.sock").toString());
        try (var server = open(deep)) {
            assertThat(left).doesNotExist();
            assertThat(server.socket().orElseThrow().getParent()).isNotEqualTo(left);
        }
    }

    @Test
    void trustsNoPointerToAFolderThatOthersCanUse() throws Exception {
        var deep = temporary.resolve("e".repeat(120)).resolve(".composite");
        Files.createDirectories(deep);
        var open = Files.createDirectory(temporary.resolve("rowhouse-control-2"));
        Files.setPosixFilePermissions(open, fromString("rwxrwxrwx"));
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(open.resolve("control.sock")));
            Files.writeString(deep.resolve("control"), open.resolve("control.sock").toString());
            assertThatThrownBy(() -> list(deep)).isInstanceOf(UnreachableException.class)
                    .hasMessageContaining("doesn't belong to the composite alone");
        }
    }

    @Test
    void saysSoWhereNoPathIsShortEnough() {
        var deep = temporary.resolve("f".repeat(120));
        try (var server = ControlServer.open(deep, ControlConfig.DEFAULT, new ControlApi(new Row()), Limits.PATIENT,
                deep, Limits.PAUSE)) {
            assertThat(server.socket()).isEmpty();
        }
        assertThat(List.of(Objects.requireNonNull(deep.toFile().list()))).containsExactly("control.lock");
    }
}
