package dev.rowhouse.control;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks a composite, one request on one connection. It reads what the control API answers and no more of HTTP than that: a length
 * and a body.
 *
 * <p>Safe for use by many threads.
 */
public final class ControlClient {
    /** No answer is longer: a thousand instances are some hundred kilobytes. */
    private static final int LONGEST = 16 * 1024 * 1024;
    private static final int BUFFER_SIZE = 16 * 1024;

    private final ControlAddress address;

    /** @param address where the composite is */
    public ControlClient(ControlAddress address) {
        this.address = address;
    }

    /**
     * Asks, and waits for the answer.
     *
     * @param method like {@code GET}
     * @param target path and query, encoded
     * @param patience how long the answer may take
     * @throws UnreachableException if nobody answers there, or not in time
     * @throws InterruptedException if the thread is told to stop while it waits
     */
    public Answer ask(String method, String target, Duration patience) throws InterruptedException {
        try (var channel = open()) {
            var exchange = new FutureTask<>(() -> exchange(channel, method, target));
            var _ = Thread.ofVirtual().name("rowhouse-control-client").start(exchange);
            return exchange.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new UnreachableException(false,
                    "no answer from %s within %d s; it may still do what it was told: ask it with rowhouse ls"
                            .formatted(address, patience.toSeconds()),
                    e);
        } catch (ExecutionException e) {
            throw unreachable(e.getCause() == null ? e : e.getCause());
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private SocketChannel open() throws IOException {
        return switch (address) {
            case ControlAddress.Folder _ -> SocketChannel.open(StandardProtocolFamily.UNIX);
            case ControlAddress.Tcp _ -> SocketChannel.open();
        };
    }

    private Answer exchange(SocketChannel channel, String method, String target) throws IOException {
        channel.connect(switch (address) {
            case ControlAddress.Folder(var folder) -> UnixDomainSocketAddress.of(SocketPlace.find(folder));
            case ControlAddress.Tcp(var listen, var _) -> new InetSocketAddress(listen.host(), listen.port());
        });
        var request = ByteBuffer.wrap(head(method, target).getBytes(StandardCharsets.ISO_8859_1));
        while (request.hasRemaining()) {
            var _ = channel.write(request);
        }
        var answer = new ByteArrayOutputStream();
        var buffer = ByteBuffer.allocate(BUFFER_SIZE);
        while (!isComplete(answer) && channel.read(buffer.clear()) >= 0) {
            answer.write(buffer.array(), 0, buffer.position());
            if (answer.size() > LONGEST) {
                throw new IOException("its answer is longer than %d bytes".formatted(LONGEST));
            }
        }
        return parse(answer);
    }

    private String head(String method, String target) {
        var who = switch (address) {
            case ControlAddress.Folder _ -> "Host: localhost\r\n";
            case ControlAddress.Tcp(var listen, var token) ->
                "Host: %s\r\nAuthorization: Bearer %s\r\n".formatted(listen, token.value());
        };
        return "%s %s HTTP/1.1\r\n%sAccept: application/json\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                .formatted(method, target, who);
    }

    private static boolean isComplete(ByteArrayOutputStream answer) {
        var text = answer.toString(StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        return end >= 0 && text.length() - end - 4 >= length(text.substring(0, end));
    }

    /** How long the body is; endless if the head doesn't say. */
    private static long length(String head) {
        for (var line : head.split("\r\n", -1)) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                var length = line.substring(line.indexOf(':') + 1).strip();
                return length.matches("[0-9]{1,9}") ? Long.parseLong(length) : Long.MAX_VALUE;
            }
        }
        return Long.MAX_VALUE;
    }

    private static Answer parse(ByteArrayOutputStream answer) throws IOException {
        var text = answer.toString(StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (!text.matches("(?s)HTTP/1\\.1 [1-5][0-9][0-9][ \\r].*") || end < 0 || !isComplete(answer)) {
            throw new IOException("what it answers is not complete, or not from a composite");
        }
        return new Answer(Integer.parseInt(text.substring(9, 12)), new String(answer.toByteArray(), end + 4,
                Math.toIntExact(length(text.substring(0, end))), StandardCharsets.UTF_8));
    }

    private UnreachableException unreachable(Throwable failure) {
        if (failure instanceof RuntimeException || failure instanceof Error) {
            throw new IllegalStateException("asking %s failed".formatted(address), failure);
        }
        return switch (address) {
            case ControlAddress.Folder(var folder) when isForbidden(folder) -> new UnreachableException(true,
                    "%s may be used by its owner alone; become the user that the composite runs as".formatted(address),
                    failure);
            case ControlAddress.Folder _ -> new UnreachableException(false,
                    "no composite answers at %s (%s); start it with rowhouse serve, or name its file".formatted(address,
                            failure.getMessage()),
                    failure);
            case ControlAddress.Tcp _ ->
                new UnreachableException(false, "no composite answers at %s (%s); look at control.listen in its file"
                        .formatted(address, failure.getMessage()), failure);
        };
    }

    private static boolean isForbidden(Path folder) {
        try {
            var socket = SocketPlace.find(folder);
            socket.getFileSystem().provider().checkAccess(socket, AccessMode.READ, AccessMode.WRITE);
            return false;
        } catch (AccessDeniedException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
