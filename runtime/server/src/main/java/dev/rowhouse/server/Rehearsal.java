package dev.rowhouse.server;

import dev.rowhouse.config.ListenAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Does once what every process does when it starts and first answers, so that the JVM which looks on can keep what it has learned of that:
 * which classes are needed, how they belong together, which methods are worth being compiled. It runs a composite of its own in a
 * process of its own, with {@link RehearsedApp}, databases in its memory and in a new folder, and no code of any app. {@link StartCache} runs it.
 */
final class Rehearsal {
    /** Enough for the JVM to see which methods are called often. */
    private static final int INSTANCES = 30;

    private static final int REQUESTS = 10;

    private static final String COMPOSITE = """
            listen = "127.0.0.1:0"
            folder = "{here}/own"
            apps.notes.class = %s
            defaults {
              app = notes, mount = "/{instance}", settings.title = "Notes"
              engines.default { url = "jdbc:h2:mem:rehearsal-{instance};DB_CLOSE_DELAY=-1", schema = update }
            }
            instances { file { engines.default.url = "jdbc:h2:file:{here}/{instance}" }, memory {} }
            fleets.many { count = 2000, name = "many-{n}", instance { mount = "/many-{n}", settings.title = "Note {n}" } }
            """
            .formatted(RehearsedApp.class.getName());

    private Rehearsal() {}

    /**
     * Rehearses.
     *
     * @param arguments the folder for its files, which is there and is left to the caller
     * @throws IOException if that can't be written, or the composite can't be talked to
     * @throws InterruptedException if it is told to stop
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var file = Files.writeString(Path.of(arguments[0], "composite.conf"), COMPOSITE);
        run("check", file.toString());
        perform(file);
        System.exit(0);
    }

    private static void perform(Path file) throws IOException, InterruptedException {
        try (var composite = Composite.open(file, List.of(new ListenAddress("127.0.0.1", 0)))) {
            composite.keepLastWords();
            composite.openControl();
            composite.start();
            run("ls", file.toString());
            int port = composite.addresses().getFirst().getPort();
            for (int request = 0; request < REQUESTS; request++) {
                ask(port, "file", "note " + request);
                ask(port, "memory", "note " + request);
            }
            for (int n = 1; n <= INSTANCES; n++) {
                ask(port, "many-" + n, "note");
            }
        }
    }

    /** A command whose output nobody reads. */
    private static void run(String... arguments) {
        var nobody = new PrintWriter(Writer.nullWriter());
        int status = Main.run(InputStream.nullInputStream(), nobody, nobody, arguments);
        if (status != 0) {
            throw new IllegalStateException("%s ended with status %d".formatted(arguments[0], status));
        }
    }

    private static void ask(int port, String instance, String text) throws IOException {
        var body = "{\"text\":\"%s\"}".formatted(text);
        send(port, """
                POST /%s/notes HTTP/1.1
                Host: localhost
                Content-Type: application/json
                Content-Length: %d
                Connection: close

                %s""".formatted(instance, body.length(), body));
        send(port, "GET /%s/notes HTTP/1.1\nHost: localhost\nConnection: close\n\n".formatted(instance));
    }

    private static void send(int port, String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(request.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!answer.startsWith("HTTP/1.1 20")) {
                throw new IOException("unexpected answer: " + answer);
            }
        }
    }
}
