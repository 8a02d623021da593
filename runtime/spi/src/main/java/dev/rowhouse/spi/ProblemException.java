package dev.rowhouse.spi;

/**
 * Ends a request with a {@link Problem}. Thrown by a handler or anything it calls; open transactions are rolled back.
 */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    /**
     * Ends the request.
     *
     * @param problem what the client gets to see
     */
    public ProblemException(Problem problem) {
        super("%d %s: %s".formatted(problem.status(), problem.title(), problem.detail()));
        this.problem = problem;
    }

    /** What the client gets to see. */
    public Problem problem() {
        return problem;
    }
}
