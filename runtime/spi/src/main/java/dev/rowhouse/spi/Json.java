package dev.rowhouse.spi;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
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

    /** Jackson's defaults, but no key twice in one object, and no value taken for one of another type. */
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
        if (!isJson(exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE))) {
            throw new ProblemException(Problem.of(StatusCodes.UNSUPPORTED_MEDIA_TYPE,
                    "The body must be JSON; send it with Content-Type: application/json."));
        }
        byte[] body;
        try (InputStream in = exchange.getInputStream()) {
            body = in.readAllBytes();
        }
        try {
            @Nullable
            T value = mapper.readValue(body, type);
            if (value == null) {
                throw malformed("The body must be a JSON object, not null.");
            }
            return value;
        } catch (JacksonException e) {
            throw malformed(describe(e));
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

    private static String describe(JacksonException e) {
        var where = e.getLocation();
        return where == null || where.getLineNr() < 1 ? "The body is not the JSON that is expected here."
                : "The body is not the JSON that is expected here: see line %d, column %d.".formatted(where.getLineNr(),
                        where.getColumnNr());
    }
}
