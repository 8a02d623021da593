package dev.rowhouse.spi;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * Reads and writes the JSON bodies of requests and responses with Jackson; injectable in every household.
 *
 * <p>Safe for use by many threads. To be called from handlers on virtual threads: reading waits for the client.
 */
public final class Json {
    private final JsonMapper mapper;

    /**
     * JSON as a mapper of the app's own reads and writes it.
     *
     * @param mapper how values are read and written
     */
    public Json(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * Jackson's defaults, but no key twice in one object, and no value taken for one of another type. What a partial update
     * says of a field is read into a {@link Change}.
     */
    public static Json create() {
        return new Json(JsonMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .withCoercionConfig(LogicalType.Textual, text -> {
                    text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                    text.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                    text.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
                })
                .build());
    }

    /**
     * Reads a request's body.
     *
     * @param type what to read; keys that it does not know are ignored, components that are missing are null
     * @throws ProblemException 415 if the body is not declared to be JSON, 400 if it is malformed, empty, {@code null}
     *         or has values of the wrong type
     * @throws IOException if the client went away or sent more than it may
     */
    public <T> T read(HttpServerExchange exchange, Class<T> type) throws IOException {
        byte[] body = body(exchange);
        try {
            @Nullable
            T value = mapper.readValue(body, type);
            if (value == null) {
                throw malformed("The body must be a JSON object, not null.");
            }
            return value;
        } catch (JacksonException e) {
            throw malformed(describe(e.getLocation()));
        }
    }

    /**
     * Reads one member of a request's body, for APIs that wrap what they send: {@code {"user":{...}}}. Other members are
     * ignored.
     *
     * @param member the member's name
     * @param type what to read, as {@link #read(HttpServerExchange, Class)} does
     * @return empty if the member is missing or null
     * @throws ProblemException 415 if the body is not declared to be JSON, 400 if it is malformed, empty, no object or has
     *         values of the wrong type in this member
     * @throws IOException if the client went away or sent more than it may
     */
    public <T> Optional<T> read(HttpServerExchange exchange, String member, Class<T> type) throws IOException {
        byte[] body = body(exchange);
        try (var parser = mapper.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw malformed("The body must be a JSON object.");
            }
            Optional<T> found = Optional.empty();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean wanted = parser.currentName().equals(member);
                if (parser.nextToken() != JsonToken.VALUE_NULL && wanted) {
                    found = Optional.ofNullable(value(parser, type));
                } else {
                    parser.skipChildren();
                }
            }
            if (parser.nextToken() != null) {
                throw malformed(describe(parser.currentTokenLocation()));
            }
            return found;
        } catch (JacksonException e) {
            throw malformed(describe(e.getLocation()));
        }
    }

    /** Reads the value that a parser has come to, and leaves the rest to be read. */
    private <T> @Nullable T value(JsonParser parser, Class<T> type) {
        return mapper.readerFor(type).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).readValue(parser);
    }

    private static byte[] body(HttpServerExchange exchange) throws IOException {
        if (!isJson(exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE))) {
            throw new ProblemException(Problem.of(StatusCodes.UNSUPPORTED_MEDIA_TYPE,
                    "The body must be JSON; send it with Content-Type: application/json."));
        }
        try (InputStream in = exchange.getInputStream()) {
            return in.readAllBytes();
        }
    }

    /** Answers a request with a value and a status. */
    public void write(HttpServerExchange exchange, int status, Object value) {
        exchange.setStatusCode(status);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
        exchange.getResponseSender().send(ByteBuffer.wrap(mapper.writeValueAsBytes(value)));
    }

    private static boolean isJson(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return type.equals("application/json") || (type.startsWith("application/") && type.endsWith("+json"));
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(Problem.of(StatusCodes.BAD_REQUEST, detail));
    }

    private static String describe(@Nullable TokenStreamLocation where) {
        return where == null || where.getLineNr() < 1 ? "The body is not the JSON that is expected here."
                : "The body is not the JSON that is expected here: see line %d, column %d.".formatted(where.getLineNr(),
                        where.getColumnNr());
    }
}
