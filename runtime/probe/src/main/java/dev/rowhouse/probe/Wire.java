package dev.rowhouse.probe;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A connection that is kept for one request after the other, to whichever instance, in HTTP/1.1. It does no more than a probe
 * needs and shows an answer as it came, which libraries don't; and it costs little of the processors that the composite needs.
 *
 * <p>For use by one thread.
 */
final class Wire implements AutoCloseable {
    /** How much of a body is kept, and looked at. */
    static final int MOST_BODY = 4 << 20;

    private static final int MOST_HEAD = 64 << 10;
    private static final int TIMEOUT_MILLIS = 30_000;
    private static final int BUFFER = 16 << 10;

    private final InetSocketAddress address;
    private @Nullable Open open;

    /** A socket, and what was read ahead from it. */
    private record Open(Socket socket, InputStream in) {}

    Wire(InetSocketAddress address) {
        this.address = address;
    }

    /**
     * Sends a request and waits for the answer. A connection that the other side had closed meanwhile is opened anew, once.
     *
     * @param bodiless whether an answer has no body, whatever its head says: the method is HEAD
     * @throws IOException if there is no answer, or none of HTTP/1.1
     */
    Answer exchange(byte[] request, boolean bodiless) throws IOException {
        var kept = open;
        if (kept != null) {
            try {
                var answer = send(kept, request, bodiless);
                if (answer.isPresent()) {
                    return answer.get();
                }
            } catch (IOException e) {
                close();
                throw e;
            }
            close();
        }
        try {
            return send(connect(), request, bodiless)
                    .orElseThrow(() -> new EOFException("the connection was closed instead of an answer"));
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private Open connect() throws IOException {
        var socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.connect(address, TIMEOUT_MILLIS);
            var connected = new Open(socket, new BufferedInputStream(socket.getInputStream(), BUFFER));
            open = connected;
            return connected;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Empty if the other side had closed the connection before it got the request. */
    private Optional<Answer> send(Open on, byte[] request, boolean bodiless) throws IOException {
        int first;
        try {
            on.socket().getOutputStream().write(request);
            first = on.in().read();
        } catch (java.net.SocketException e) {
            return Optional.empty();
        }
        return first < 0 ? Optional.empty() : Optional.of(read(on.in(), first, bodiless));
    }

    private Answer read(InputStream in, int first, boolean bodiless) throws IOException {
        var bytes = new ByteArrayOutputStream(BUFFER);
        bytes.write(first);
        readHead(in, bytes);
        var head = bytes.toString(StandardCharsets.ISO_8859_1);
        int status = status(head);
        if (status < 200) {
            return read(in, in.read(), bodiless);
        }
        var fields = new Answer(status, head, new byte[0], true);
        var body = new Body(in, bytes);
        boolean whole = true;
        boolean stays = !fields.field("Connection").filter("close"::equalsIgnoreCase).isPresent();
        if (!bodiless && status != 204 && status != 304) {
            if (fields.field("Transfer-Encoding").isPresent()) {
                whole = body.readChunks();
            } else {
                var length = fields.field("Content-Length");
                whole = length.isPresent() ? body.read(number(length.get(), 10)) : body.readToEnd();
                stays &= length.isPresent();
            }
        }
        if (!stays || !whole) {
            close();
        }
        return new Answer(status, head, bytes.toByteArray(), whole);
    }

    private static void readHead(InputStream in, ByteArrayOutputStream head) throws IOException {
        int newLines = 0;
        while (newLines < 2) {
            int next = in.read();
            if (next < 0 || head.size() > MOST_HEAD) {
                throw new IOException("the head of the answer does not end");
            }
            head.write(next);
            if (next == '\n') {
                newLines++;
            } else if (next != '\r') {
                newLines = 0;
            }
        }
    }

    private static int status(String head) throws IOException {
        if (!head.startsWith("HTTP/1.") || head.length() < 12) {
            throw new IOException("the answer is none of HTTP/1.1");
        }
        return (int) number(head.substring(9, 12), 10);
    }

    private static long number(String text, int radix) throws IOException {
        try {
            long number = Long.parseLong(text.strip().toLowerCase(Locale.ROOT), radix);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IOException("the answer has something else where a number should be", e);
        }
        throw new IOException("the answer has a negative length");
    }

    /** Reads a body, of which no more is kept than {@link #MOST_BODY}. All its methods say whether that was all. */
    private record Body(InputStream in, ByteArrayOutputStream kept) {
        boolean read(long length) throws IOException {
            if (kept.size() + length > MOST_HEAD + MOST_BODY) {
                return false;
            }
            byte[] bytes = in.readNBytes((int) length);
            if (bytes.length < length) {
                throw new EOFException("the connection was closed in the middle of an answer");
            }
            kept.writeBytes(bytes);
            return true;
        }

        boolean readToEnd() throws IOException {
            kept.writeBytes(in.readNBytes(MOST_BODY));
            return in.read() < 0;
        }

        boolean readChunks() throws IOException {
            while (true) {
                long length = number(line().split(";", 2)[0], 16);
                if (length == 0) {
                    while (!line().isEmpty()) {
                        // Trailers: nobody here sends any that matter.
                    }
                    return true;
                }
                if (!read(length)) {
                    return false;
                }
                var _ = line();
            }
        }

        private String line() throws IOException {
            var line = new StringBuilder();
            for (int next = in.read(); next != '\n'; next = in.read()) {
                if (next < 0 || line.length() > MOST_HEAD) {
                    throw new EOFException("the connection was closed in the middle of an answer");
                }
                line.append((char) next);
            }
            return line.toString().strip();
        }
    }

    /** Closes the connection, if there is one; the next request opens another. */
    @Override
    public void close() {
        var closing = open;
        open = null;
        if (closing != null) {
            try {
                closing.socket().close();
            } catch (IOException e) {
                // It is gone, which is all that was wanted.
            }
        }
    }
}
