package dev.rowhouse.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import dev.rowhouse.config.InstanceConfig;
import dev.rowhouse.config.LogLevel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.Marker;

/**
 * The log of each instance, from the weight on that its configuration says: holds for what is said while the instance is in the MDC.
 * It stands for the level of the root; loggers that have another one of their own, because they say too much or what nobody may read, never
 * say more for it.
 *
 * <p>One for each composite. Safe for use by many threads; a change holds for what is said next.
 */
final class InstanceLogs extends TurboFilter implements AutoCloseable {
    private volatile Map<String, Level> levels = Map.of();

    private InstanceLogs() {}

    /** Listens to all that is logged in the process, until it is closed. */
    static InstanceLogs open() {
        var logs = new InstanceLogs();
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            logs.setContext(context);
            logs.start();
            context.addTurboFilter(logs);
        }
        return logs;
    }

    /** From now on these have the levels that they are declared with. */
    void become(List<InstanceConfig> instances) {
        Map<String, Level> declared = new HashMap<>();
        instances.forEach(one -> one.log().ifPresent(level -> declared.put(one.name().value(), level(level))));
        levels = Map.copyOf(declared);
    }

    private static Level level(LogLevel level) {
        return switch (level) {
            case ERROR -> Level.ERROR;
            case WARN -> Level.WARN;
            case INFO -> Level.INFO;
            case DEBUG -> Level.DEBUG;
            case TRACE -> Level.TRACE;
        };
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] parameters,
            @Nullable Throwable failure) {
        var all = levels;
        if (all.isEmpty()) {
            return FilterReply.NEUTRAL;
        }
        var instance = MDC.get("instance");
        var wanted = instance == null ? null : all.get(instance);
        if (wanted == null) {
            return FilterReply.NEUTRAL;
        }
        if (!level.isGreaterOrEqual(wanted)) {
            return FilterReply.DENY;
        }
        boolean hasRootLevel = logger.getEffectiveLevel()
                .equals(logger.getLoggerContext().getLogger(Logger.ROOT_LOGGER_NAME).getLevel());
        return hasRootLevel ? FilterReply.ACCEPT : FilterReply.NEUTRAL;
    }

    /** Has no say any more. */
    @Override
    public void close() {
        stop();
        if (getContext() instanceof LoggerContext context) {
            context.getTurboFilterList().remove(this);
        }
    }
}
