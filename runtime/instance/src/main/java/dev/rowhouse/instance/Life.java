package dev.rowhouse.instance;

/**
 * Where in its life an instance is, with what it has there. Values, which do nothing: each says what follows it when something
 * happens. What can't happen isn't there to be called, or is refused with both phases.
 *
 * <pre>
 * COLD ──start──▶ STARTING ──opened──▶ SERVING ──drain────▶ DRAINING ──drained──▶ COLD
 *                  │  ▲                     └─────setAside──▶ DRAINING ──drained──▶ FAILED
 *                  │  └─start─ FAILED                         stopped meanwhile: CLOSED
 *                  ├──failed────▲
 *                  └──postponed──▶ COLD
 * </pre>
 *
 * <p>Whatever its phase, it can be {@linkplain #stop stopped}, which is for good. A start that is stopped while it is under way
 * goes from STARTING to CLOSED, over DRAINING if it succeeds: it never serves.
 *
 * @param <R> what one start opens
 */
sealed interface Life<R> {
    /** What it is called. */
    Phase phase();

    /** Whether a request may wait for it to serve. */
    boolean mayServe();

    /** It is to end for good; the same again if that was known. */
    Life<R> stop();

    /**
     * Its start has succeeded.
     *
     * @throws IllegalStateException if no start is under way
     */
    default Life<R> opened(R opened) {
        throw refused(Phase.SERVING);
    }

    /**
     * Its start has failed.
     *
     * @param reason why, without secrets
     * @throws IllegalStateException if no start is under way
     */
    default Life<R> failed(String reason) {
        throw refused(Phase.FAILED);
    }

    /**
     * Its start has not begun, because there is no room for it at the moment; another may.
     *
     * @throws IllegalStateException if no start is under way
     */
    default Life<R> postponed() {
        throw refused(Phase.COLD);
    }

    /**
     * What its start had opened is closed.
     *
     * @throws IllegalStateException if it isn't draining
     */
    default Life<R> drained() {
        throw refused(Phase.COLD);
    }

    private IllegalStateException refused(Phase next) {
        return new IllegalStateException("an instance that is %s can't become %s".formatted(phase(), next));
    }

    /** Holds nothing, and can be started. */
    sealed interface Resting<R> extends Life<R> {
        /** Begins a start. */
        Starting<R> start(Opener opener);

        @Override
        default Closed<R> stop() {
            return new Closed<>();
        }
    }

    /** Mounted, holding nothing; the first request starts it. */
    record Cold<R>() implements Resting<R> {
        @Override
        public Phase phase() {
            return Phase.COLD;
        }

        @Override
        public boolean mayServe() {
            return true;
        }

        @Override
        public Starting<R> start(Opener opener) {
            return new Starting<>(opener, Backoff.NONE, false);
        }
    }

    /**
     * Opening what it needs to serve.
     *
     * @param opener who does
     * @param backoff how many starts have failed before
     * @param unwanted whether it was stopped meanwhile
     */
    record Starting<R>(Opener opener, Backoff backoff, boolean unwanted) implements Life<R> {
        @Override
        public Phase phase() {
            return Phase.STARTING;
        }

        @Override
        public boolean mayServe() {
            return !unwanted;
        }

        @Override
        public Starting<R> stop() {
            return new Starting<>(opener, backoff, true);
        }

        @Override
        public Life<R> opened(R opened) {
            return unwanted ? new Draining<>(opened, new Closed<>()) : new Serving<>(opened, backoff);
        }

        @Override
        public Life<R> failed(String reason) {
            return unwanted ? new Closed<>() : new Failed<>(reason, backoff.afterFailure());
        }

        @Override
        public Life<R> postponed() {
            return unwanted ? new Closed<>() : new Cold<>();
        }
    }

    /**
     * Could not start, or was set aside; tried again after a while.
     *
     * @param reason why, without secrets
     * @param backoff after how long
     */
    record Failed<R>(String reason, Backoff backoff) implements Resting<R> {
        @Override
        public Phase phase() {
            return Phase.FAILED;
        }

        @Override
        public boolean mayServe() {
            return false;
        }

        @Override
        public Starting<R> start(Opener opener) {
            return new Starting<>(opener, backoff, false);
        }
    }

    /**
     * Answering requests.
     *
     * @param open what its start opened
     * @param backoff how many starts have failed before
     */
    record Serving<R>(R open, Backoff backoff) implements Life<R> {
        @Override
        public Phase phase() {
            return Phase.SERVING;
        }

        @Override
        public boolean mayServe() {
            return true;
        }

        /** Ends this start; another may follow. */
        public Draining<R> drain() {
            return new Draining<>(open, new Cold<>());
        }

        /**
         * Ends this start because it does not serve well; another is tried after a while.
         *
         * @param reason why, without secrets
         * @param before how many starts have failed before, if that still counts
         */
        public Draining<R> setAside(String reason, Backoff before) {
            return new Draining<>(open, new Failed<>(reason, before.afterFailure()));
        }

        @Override
        public Draining<R> stop() {
            return new Draining<>(open, new Closed<>());
        }
    }

    /**
     * Refusing new requests while running ones end.
     *
     * @param open what its start opened
     * @param next what follows once that is closed: {@link Cold}, {@link Failed} or {@link Closed}
     */
    record Draining<R>(R open, Life<R> next) implements Life<R> {
        @Override
        public Phase phase() {
            return Phase.DRAINING;
        }

        @Override
        public boolean mayServe() {
            return next.mayServe();
        }

        @Override
        public Draining<R> stop() {
            return new Draining<>(open, next.stop());
        }

        @Override
        public Life<R> drained() {
            return next;
        }
    }

    /** Over. */
    record Closed<R>() implements Life<R> {
        @Override
        public Phase phase() {
            return Phase.CLOSED;
        }

        @Override
        public boolean mayServe() {
            return false;
        }

        @Override
        public Closed<R> stop() {
            return this;
        }
    }
}
