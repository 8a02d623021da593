package dev.rowhouse.loader;

import dev.rowhouse.config.AppConfig;
import java.util.Optional;

/** The code of an app that can't be used: where it is, what is wrong with it, and what to do instead. Holds no secret. */
public final class CodeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Optional<AppConfig.Place> place;
    private final String problem;
    private final String remedy;

    CodeException(AppConfig.Place place, String problem, String remedy) {
        this(Optional.of(place), problem, remedy);
    }

    CodeException(String problem, String remedy) {
        this(Optional.empty(), problem, remedy);
    }

    private CodeException(Optional<AppConfig.Place> place, String problem, String remedy) {
        super(problem + "; " + remedy);
        this.place = place;
        this.problem = problem;
        this.remedy = remedy;
    }

    /** Which of the app's places is wrong; empty if it is the class. */
    public Optional<AppConfig.Place> place() {
        return place;
    }

    /** What is wrong. */
    public String problem() {
        return problem;
    }

    /** What to write or to do instead. */
    public String remedy() {
        return remedy;
    }
}
