package dev.rowhouse.instance;

import dev.rowhouse.config.InstanceConfig;
import dev.rowhouse.instance.health.Health;
import dev.rowhouse.instance.limit.Cut;
import dev.rowhouse.instance.limit.CutLog;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Counts, logs and reports the requests of one start of an instance that are cut. Safe for use by many threads. */
final class CutRequests implements CutLog {
    private static final Logger log = LoggerFactory.getLogger(CutRequests.class);

    private final InstanceConfig config;
    private final Tally tally;
    private final Health health;

    CutRequests(InstanceConfig config, Tally tally, Health health) {
        this.config = config;
        this.tally = tally;
        this.health = health;
    }

    @Override
    public void cut(Entry entry) {
        try (var _ = MDC.putCloseable("instance", config.name().value())) {
            log.warn("{} {} is stopped after {} ms, because {}{}", entry.method(), conceal(entry.path()),
                    entry.ran().toMillis(), reason(entry.why()), stack(entry));
        }
        tally.add(switch (entry.why()) {
            case OVERTIME -> Tally.Count.OVERTIME;
            case ENDING -> Tally.Count.INTERRUPTED;
        });
        if (entry.why() == Cut.OVERTIME) {
            health.ill(Health.Ill.OVERTIME, Failures.client(entry.exchange()),
                    "%s %s after %d ms".formatted(entry.method(), conceal(entry.path()), entry.ran().toMillis()));
        }
    }

    private static String reason(Cut why) {
        return switch (why) {
            case OVERTIME -> "limits.request-timeout allows no more";
            case ENDING -> "its instance ends";
        };
    }

    private String stack(Entry entry) {
        return entry.stack().isEmpty() ? "; no thread runs it"
                : entry.stack()
                        .stream()
                        .map(frame -> "\n\tat " + conceal(frame.toString()))
                        .collect(Collectors.joining("", "; it is", ""));
    }

    private String conceal(String text) {
        return config.secrets().conceal(text);
    }

    @Override
    public void stuck(int change, long now) {
        if (change > 0) {
            try (var _ = MDC.putCloseable("instance", config.name().value())) {
                log.warn("a request that was stopped doesn't end; there are {} of this start", now);
            }
        }
        tally.stuck(change);
        health.stuck(Math.toIntExact(now), "they were over limits.request-timeout, and don't heed their interruption");
    }
}
