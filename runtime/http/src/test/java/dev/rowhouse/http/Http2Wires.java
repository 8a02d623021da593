package dev.rowhouse.http;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;

/** A bare HTTP/2 connection by prior knowledge, for what no client library would send. */
final class Http2Wires implements AutoCloseable {
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int GOAWAY = 7;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;

    private final Wires wires;
    private final DataInputStream in;
    private int stream = -1;

    Http2Wires(int port) throws IOException {
        wires = new Wires(port);
        in = new DataInputStream(wires.in());
        wires.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        frame(SETTINGS, 0, 0, new byte[0]);
    }

    Reply get(String path) throws IOException {
        return request(":method", "GET", ":scheme", "http", ":path", path, ":authority", "localhost");
    }

    /** Sends a request without a body, of names and values, as they are. */
    Reply request(String... fields) throws IOException {
        send(HEADERS, END_HEADERS | END_STREAM, fields);
        return reply();
    }

    /** Sends a request that announces a body, and sends none. */
    Reply requestWithoutBody(String... fields) throws IOException {
        send(HEADERS, END_HEADERS, fields);
        return reply();
    }

    void openAndReset(String path) throws IOException {
        send(HEADERS, END_HEADERS | END_STREAM, ":method", "GET", ":scheme", "http", ":path", path, ":authority",
                "localhost");
        frame(RST_STREAM, 0, stream, new byte[]{0, 0, 0, 8});
    }

    void ping() throws IOException {
        frame(PING, 0, 0, new byte[8]);
    }

    void readToEnd() throws IOException {
        try {
            wires.in().readAllBytes();
        } catch (SocketException e) {
            // A reset is an end.
        }
    }

    private void send(int type, int flags, String... fields) throws IOException {
        stream += 2;
        var block = new ByteArrayOutputStream();
        for (int i = 0; i < fields.length; i++) {
            if (i % 2 == 0) {
                // A literal that is not indexed, with a new name.
                block.write(0);
            }
            string(block, fields[i]);
        }
        frame(type, flags, stream, block.toByteArray());
    }

    private static void string(ByteArrayOutputStream block, String text) {
        var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        int length = bytes.length;
        if (length < 127) {
            block.write(length);
        } else {
            block.write(127);
            for (length -= 127; length >= 128; length /= 128) {
                block.write(length % 128 + 128);
            }
            block.write(length);
        }
        block.writeBytes(bytes);
    }

    private void frame(int type, int flags, int id, byte[] payload) throws IOException {
        var frame = new ByteArrayOutputStream();
        for (int shift = 16; shift >= 0; shift -= 8) {
            frame.write(payload.length >> shift);
        }
        frame.write(type);
        frame.write(flags);
        for (int shift = 24; shift >= 0; shift -= 8) {
            frame.write(id >> shift);
        }
        frame.writeBytes(payload);
        wires.write(frame.toByteArray());
    }

    /** The response to the last request; status 0 if the stream or the connection was ended instead. */
    private Reply reply() throws IOException {
        int status = 0;
        var body = new StringBuilder();
        try {
            while (true) {
                int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
                int type = in.readUnsignedByte();
                int flags = in.readUnsignedByte();
                int id = in.readInt();
                var payload = in.readNBytes(length);
                if (type == GOAWAY || (type == RST_STREAM && id == stream)) {
                    return new Reply(status, Map.of(), body.toString());
                }
                if (id == stream && type == HEADERS) {
                    status = status(payload);
                }
                if (id == stream && type == DATA) {
                    body.append(new String(payload, StandardCharsets.UTF_8));
                }
                if (id == stream && (type == HEADERS || type == DATA) && (flags & END_STREAM) != 0) {
                    return new Reply(status, Map.of(), body.toString());
                }
            }
        } catch (EOFException | SocketException e) {
            return new Reply(status, Map.of(), body.toString());
        }
    }

    /** The status comes first, either by its index in the static table or as digits. */
    private static int status(byte[] block) {
        return switch (block[0] & 0xff) {
            case 0x88 -> 200;
            case 0x89 -> 204;
            case 0x8a -> 206;
            case 0x8b -> 304;
            case 0x8c -> 400;
            case 0x8d -> 404;
            case 0x8e -> 500;
            default -> digits(block);
        };
    }

    private static int digits(byte[] block) {
        for (int i = 0; i + 2 < block.length; i++) {
            if (isDigit(block[i]) && isDigit(block[i + 1]) && isDigit(block[i + 2])) {
                return Integer.parseInt(new String(block, i, 3, StandardCharsets.US_ASCII));
            }
        }
        throw new IllegalArgumentException("no status in " + HexFormat.of().formatHex(block));
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    @Override
    public void close() throws IOException {
        wires.close();
    }
}
