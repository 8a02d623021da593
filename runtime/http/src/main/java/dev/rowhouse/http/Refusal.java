package dev.rowhouse.http;

import dev.rowhouse.spi.Problem;
import io.undertow.server.Connectors;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpContinue;

/** A reason not to let a request in. */
enum Refusal {
    TARGET_FORM(400, "The request target must be a path, or a URL whose authority is the Host field."),
    DOT_SEGMENT(400, "The path must not have segments '.' or '..', plain or encoded."),
    EMPTY_SEGMENT(400, "The path must not have empty segments ('//')."),
    ENCODED_SLASH(400, "The path must not have an encoded slash (%2F)."),
    BACKSLASH(400, "The path must not have a backslash, plain or encoded (%5C)."),
    SEMICOLON(400, "The path must not have a semicolon, plain or encoded (%3B)."),
    CONTROL_CHARACTER(400, "The request target must not have control characters or spaces, plain or encoded."),
    BAD_ESCAPE(400, "Every '%' in the request target must be followed by two hexadecimal digits."),
    DOUBLE_ENCODING(400, "The path must not have delimiters, dots or control characters that are encoded twice."),
    BAD_UTF8(400, "What is encoded in the path must be valid UTF-8."),
    NON_ASCII(400, "The request target must be ASCII; encode other characters."),
    FRAGMENT(400, "The request target must not have a fragment ('#')."),
    TOO_MANY_PARAMETERS(400, "There are too many query parameters."),
    HOST(400, "There must be one Host field with a host name or an IP address, and a port if it isn't the default."),
    FIELD_VALUE(400, "Field values must not have control characters."),
    FOLDED_FIELD(400, "A field must be on one line."),
    CONTENT_LENGTH(400, "There must be at most one Content-Length, a number."),
    TRANSFER_ENCODING(400, "Transfer-Encoding must be 'chunked', in HTTP/1.1, and without Content-Length."),
    CONNECTION_FIELD(400, "Fields about the connection don't belong into HTTP/2."),
    CHUNKING(400, "The chunks of the body are malformed."),
    FORWARDED(400,
            "The X-Forwarded fields are malformed: For is a list of IP addresses, Proto is http or https, Host is a host."),
    BODY_TOO_SLOW(408, "The body took too long to arrive."),
    BODY_TOO_LARGE(413, "The body is larger than this server accepts."),
    TOO_MANY_FIELDS(431, "There are too many header fields or cookies."),
    NO_PROXY(501, "This server is not a proxy.");

    private final int status;
    private final String detail;

    Refusal(int status, String detail) {
        this.status = status;
        this.detail = detail;
    }

    /** Answers and closes the connection, because where the next request would start is in doubt. */
    void send(HttpServerExchange exchange) {
        exchange.setPersistent(false);
        // Ends the request without reading its body. Otherwise Undertow would close the connection before the answer
        // is read; now it waits a while for the client to do so.
        Connectors.terminateRequest(exchange);
        problem().send(exchange);
    }

    /**
     * Answers, reads the rest of the body and drops it, so that a client that is still sending gets to see the answer
     * instead of a reset. Somebody has to watch how long that takes.
     */
    void sendAndDrain(HttpServerExchange exchange) {
        if (HttpContinue.requiresContinueResponse(exchange)) {
            // The client waits, and may or may not send the body now.
            send(exchange);
        } else {
            problem().send(exchange);
        }
    }

    private Problem problem() {
        return Problem.of(status, detail);
    }
}
