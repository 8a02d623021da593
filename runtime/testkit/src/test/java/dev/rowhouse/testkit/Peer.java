package dev.rowhouse.testkit;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The client's side of a WebSocket, by the JDK's client. For use by one thread. */
final class Peer implements AutoCloseable {
    private static final int SECONDS = 60;

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final HttpClient client;
    private final WebSocket socket;

    private Peer(TestComposite composite, String path, @Nullable String origin) {
        client = HttpClient.newHttpClient();
        var builder = client.newWebSocketBuilder();
        if (origin != null) {
            builder.header("Origin", origin);
        }
        socket = builder.buildAsync(URI.create(composite.uri(path).toString().replaceFirst("^http", "ws")), new Ears())
                .join();
    }

    static Peer of(TestComposite composite, String path) {
        return new Peer(composite, path, null);
    }

    /** As a page of some origin. */
    static Peer of(TestComposite composite, String path, String origin) {
        return new Peer(composite, path, origin);
    }

    Peer send(String text) {
        socket.sendText(text, true).join();
        return this;
    }

    Peer sendPart(String text) {
        socket.sendText(text, false).join();
        return this;
    }

    Peer send(ByteBuffer bytes) {
        socket.sendBinary(bytes, true).join();
        return this;
    }

    Peer end(int code, String reason) {
        socket.sendClose(code, reason).join();
        return this;
    }

    /** What comes next: a text, "bytes" and their number, "closed" and code and reason, or "error". */
    String next() throws InterruptedException {
        var next = received.poll(SECONDS, TimeUnit.SECONDS);
        return next == null ? "nothing" : next;
    }

    /** Ends it without a word. */
    @Override
    public void close() {
        socket.abort();
        client.shutdownNow();
    }

    private final class Ears implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket same, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                received.add(text.toString());
                text.setLength(0);
            }
            same.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket same, ByteBuffer data, boolean last) {
            received.add("bytes " + data.remaining());
            same.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket same, int code, String reason) {
            received.add("closed %d %s".formatted(code, reason).strip());
            return null;
        }

        @Override
        public void onError(WebSocket same, Throwable error) {
            received.add("error");
        }
    }
}
