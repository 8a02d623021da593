package dev.rowhouse.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that can't be used: the operator's mistakes, all of them, one to a line of the message. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Mistake> mistakes;

    /**
     * Reports mistakes.
     *
     * @param mistakes at least one
     */
    public ConfigException(List<Mistake> mistakes) {
        super(mistakes.stream().map(Mistake::toString).collect(Collectors.joining("\n")));
        this.mistakes = List.copyOf(mistakes);
    }

    /** What is wrong, by file and line. */
    public List<Mistake> mistakes() {
        return mistakes;
    }
}
