package dev.rowhouse.config;

/** From which weight on the log takes what is said in an instance, most weighty first. */
public enum LogLevel {
    /** Failures alone. */
    ERROR,
    /** What an operator should look at, too. */
    WARN,
    /** What happens now and then, too. */
    INFO,
    /** What helps to find a mistake, too. */
    DEBUG,
    /** Everything. */
    TRACE
}
