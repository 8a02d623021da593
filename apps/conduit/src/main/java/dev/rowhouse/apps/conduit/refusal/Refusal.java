package dev.rowhouse.apps.conduit.refusal;

import dev.rowhouse.spi.Problem;
import dev.rowhouse.spi.ProblemException;
import io.undertow.util.StatusCodes;
import java.util.List;
import java.util.Map;

/** The ways in which this API refuses a request, to be thrown. */
public final class Refusal {
    private Refusal() {}

    /** 401: whoever asks must say who they are, and hasn't. */
    public static ProblemException missingToken() {
        return of(StatusCodes.UNAUTHORIZED, "token", "is missing");
    }

    /** 401: the token is not one of this instance, or not any more. */
    public static ProblemException invalidToken() {
        return of(StatusCodes.UNAUTHORIZED, "token", "is invalid");
    }

    /** 401: no user has this email and this password. */
    public static ProblemException invalidCredentials() {
        return of(StatusCodes.UNAUTHORIZED, "credentials", "invalid");
    }

    /** 403: that belongs to somebody else. */
    public static ProblemException forbidden(String what) {
        return of(StatusCodes.FORBIDDEN, what, "forbidden");
    }

    /** 404: there is none. */
    public static ProblemException notFound(String what) {
        return of(StatusCodes.NOT_FOUND, what, "not found");
    }

    /** 409: others have these already. */
    public static ProblemException taken(List<String> fields) {
        return new Mistakes().noteAll(fields, "has already been taken").asRefusal(StatusCodes.CONFLICT);
    }

    /** 503: too many want the same at once. */
    public static ProblemException busy() {
        return of(StatusCodes.SERVICE_UNAVAILABLE, "request", "too many at once; try again");
    }

    private static ProblemException of(int status, String field, String message) {
        return new ProblemException(Problem.of(status, "").with(ErrorFormat.ERRORS, Map.of(field, List.of(message))));
    }
}
