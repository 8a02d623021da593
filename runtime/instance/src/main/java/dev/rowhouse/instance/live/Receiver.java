package dev.rowhouse.instance.live;

import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedBinaryMessage;
import io.undertow.websockets.core.CloseMessage;
import io.undertow.websockets.core.StreamSourceFrameChannel;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSocketFrameType;
import io.undertow.websockets.core.WebSockets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.xnio.ChannelListener;

/**
 * Reads what the client of a WebSocket sends, as it arrives; called by the I/O thread, and waits for nothing.
 *
 * <p>Undertow's own buffered messages know a limit as well, but don't look at it while a message arrives in pieces.
 */
final class Receiver extends AbstractReceiveListener {
    private static final int CODE_LENGTH = 2;

    private final Socket socket;
    private final int most;

    /** @param most bytes in a message */
    Receiver(Socket socket, int most) {
        this.socket = socket;
        this.most = most;
    }

    @Override
    public void handleEvent(WebSocketChannel channel) {
        socket.heard();
        super.handleEvent(channel);
    }

    @Override
    protected void onText(WebSocketChannel channel, StreamSourceFrameChannel message) {
        new Incoming(message.getType()).handleEvent(message);
    }

    @Override
    protected void onBinary(WebSocketChannel channel, StreamSourceFrameChannel message) {
        new Incoming(message.getType()).handleEvent(message);
    }

    @Override
    protected void onFullCloseMessage(WebSocketChannel channel, BufferedBinaryMessage message) {
        var data = message.getData();
        try {
            var bytes = WebSockets.mergeBuffers(data.getResource());
            if (bytes.remaining() < CODE_LENGTH) {
                socket.hearEnd(Closing.UNSAID);
            } else {
                var said = new CloseMessage(bytes);
                socket.hearEnd(new Closing(said.getCode(), said.getReason()));
            }
        } finally {
            data.close();
        }
    }

    /** Undertow calls this where a client is gone without a word. */
    @Override
    protected void onCloseMessage(CloseMessage message, WebSocketChannel channel) {
        socket.vanish();
    }

    @Override
    protected void onError(WebSocketChannel channel, Throwable error) {
        socket.lose(error);
    }

    /** A message, piece by piece. */
    private final class Incoming implements ChannelListener<StreamSourceFrameChannel> {
        private final WebSocketFrameType type;
        private final ByteArrayOutputStream received = new ByteArrayOutputStream();
        private boolean isTooLong;
        private boolean done;

        Incoming(WebSocketFrameType type) {
            this.type = type;
        }

        @Override
        public void handleEvent(StreamSourceFrameChannel message) {
            socket.heard();
            try {
                if (!done && !read(message)) {
                    message.getReadSetter().set(this);
                    message.resumeReads();
                }
            } catch (IOException e) {
                done = true;
                socket.lose(e);
            }
        }

        /** Reads what is there; true if that was all. */
        private boolean read(StreamSourceFrameChannel message) throws IOException {
            try (var pooled = message.getWebSocketChannel().getBufferPool().allocate()) {
                var buffer = pooled.getBuffer();
                while (true) {
                    buffer.clear();
                    int count = message.read(buffer);
                    if (count == 0) {
                        return false;
                    }
                    if (count < 0) {
                        done = true;
                        complete();
                        return true;
                    }
                    take(buffer.flip());
                }
            }
        }

        private void take(ByteBuffer piece) {
            if (isTooLong) {
                return;
            }
            if (received.size() + piece.remaining() > most) {
                isTooLong = true;
                received.reset();
                socket.end(Closing.TOO_LONG);
                return;
            }
            var bytes = new byte[piece.remaining()];
            piece.get(bytes);
            received.writeBytes(bytes);
        }

        private void complete() {
            if (isTooLong) {
                return;
            }
            if (type == WebSocketFrameType.TEXT) {
                socket.receive(received.toString(StandardCharsets.UTF_8), received.size());
            } else {
                socket.receive(ByteBuffer.wrap(received.toByteArray()));
            }
        }
    }
}
