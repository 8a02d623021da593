package dev.rowhouse.instance.limit;

import io.undertow.protocols.http2.Http2Channel;
import io.undertow.protocols.http2.Http2DataStreamSinkChannel;
import io.undertow.protocols.http2.Http2HeadersStreamSinkChannel;
import io.undertow.server.protocol.http2.Http2ServerConnection;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.xnio.ChannelListeners;

/**
 * A request of HTTP/2 without its exchange. Undertow lets nobody answer but through the exchange, whose fields are the handler's; and it
 * can't reset the request that a connection was upgraded with, since it looks for the stream where that one has none. So two fields of
 * Undertow's are read that it doesn't show: whose stream it is, and which.
 *
 * <p>Safe for use by many threads, as the channel is.
 */
final class Http2Stream {
    private static final VarHandle CHANNEL = field("channel", Http2Channel.class);
    private static final VarHandle RESPONSE = field("responseChannel", Http2DataStreamSinkChannel.class);

    private final Http2Channel channel;
    private final int id;

    private Http2Stream(Http2Channel channel, int id) {
        this.channel = channel;
        this.id = id;
    }

    private static VarHandle field(String name, Class<?> type) {
        try {
            return MethodHandles.privateLookupIn(Http2ServerConnection.class, MethodHandles.lookup())
                    .findVarHandle(Http2ServerConnection.class, name, type);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this version of Undertow keeps its streams elsewhere", e);
        }
    }

    static Http2Stream of(Http2ServerConnection connection) {
        return new Http2Stream((Http2Channel) CHANNEL.get(connection),
                ((Http2DataStreamSinkChannel) RESPONSE.get(connection)).getStreamId());
    }

    /** Lets the client see that there is no more to come. Other streams of the connection go on. */
    void reset() {
        channel.sendRstStream(id, Http2Channel.ERROR_CANCEL);
    }

    /** Answers with fields of its own, and resets what can't be answered. */
    void answer(Cut why, boolean withoutBody) {
        var body = why.document().getBytes(StandardCharsets.US_ASCII);
        var fields = new HeaderMap();
        fields.put(Http2Channel.STATUS, why.status());
        why.describe(fields);
        fields.put(Headers.CONTENT_LENGTH, body.length);
        try {
            var sink = new Http2HeadersStreamSinkChannel(channel, id, fields);
            if (withoutBody || sink.writeFinal(ByteBuffer.wrap(body)) < body.length) {
                sink.shutdownWrites();
            }
            if (!sink.flush()) {
                sink.getWriteSetter()
                        .set(ChannelListeners.flushingChannelListener(sent -> sent.suspendWrites(), (_, _) -> reset()));
                sink.resumeWrites();
            }
        } catch (IOException e) {
            reset();
        }
    }
}
