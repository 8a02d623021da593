package dev.rowhouse.instance.limit;

import dev.rowhouse.spi.Problem;
import dev.rowhouse.spi.ProblemException;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.StatusCodes;

/** Why a request is not let go on. */
public enum Cut {
    /** It takes longer than a request may. */
    OVERTIME(StatusCodes.GATEWAY_TIME_OUT, "The request took too long, and was stopped."),
    /** Its instance ends, and has waited for it. */
    ENDING(StatusCodes.SERVICE_UNAVAILABLE, "This instance does not serve at the moment.");

    private static final HttpString NO_SNIFF = new HttpString("X-Content-Type-Options");

    private final int status;
    private final String detail;

    Cut(int status, String detail) {
        this.status = status;
        this.detail = detail;
    }

    /** The status that the client is answered with. */
    int status() {
        return status;
    }

    /** What the client is told. */
    public ProblemException problem() {
        return new ProblemException(Problem.of(status, detail));
    }

    /** What the fields of a response say about that, but for its length. */
    void describe(HeaderMap fields) {
        fields.put(Headers.CONTENT_TYPE, "application/problem+json");
        fields.put(NO_SNIFF, "nosniff");
        if (this == ENDING) {
            fields.put(Headers.RETRY_AFTER, "1");
        }
    }

    /** The same as a document, where nothing of the app may write it. */
    String document() {
        return "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
                .formatted(StatusCodes.getReason(status), status, detail);
    }
}
