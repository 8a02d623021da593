package dev.rowhouse.instance;

import dev.rowhouse.config.InstanceConfig;
import dev.rowhouse.config.InstanceName;
import dev.rowhouse.instance.health.LastWords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether an instance took the process down so often that it isn't started again, and when that ends. */
final class Quarantine {
    private static final Logger log = LoggerFactory.getLogger(Quarantine.class);

    /** Where an instance is declared says nothing about it. */
    private static final Pattern ORIGIN = Pattern.compile(", origin=[^,\\]]*");

    private static final String UNREADABLE = "{} can't be read ({}); all instances are started";

    private Quarantine() {}

    /** The names of those of whom there is anything to be known: few of many. */
    static Set<String> suspects(LastWords words) {
        try {
            return words.named();
        } catch (IOException e) {
            log.warn(UNREADABLE, words.file(), e.toString());
            return Set.of();
        }
    }

    /** Why an instance is not to be started; empty if it is. */
    static Optional<String> reason(LastWords words, InstanceName instance, String configuration) {
        try {
            var deaths = words.deaths(instance.value(), configuration);
            return deaths.areAHabit() ? Optional.of(
                    "its code found no memory left %d times, twice within an hour, which ended the process; give it less to do or the JVM more memory (-Xmx in conf/jvm.options), and start it, configure it otherwise, or delete its lines in %s"
                            .formatted(deaths.times().size(), words.file()))
                    : Optional.empty();
        } catch (IOException e) {
            log.warn(UNREADABLE, words.file(), e.toString());
            return Optional.empty();
        }
    }

    /** An operator starts it: what was, is over. */
    static void end(@Nullable LastWords words, InstanceName instance) {
        if (words != null) {
            try {
                words.pardon(instance.value());
            } catch (IOException e) {
                log.warn("{} can't be written ({}); after a restart the instance is in quarantine again", words.file(),
                        e.toString());
            }
        }
    }

    /** Tells one configuration of an instance from another, but for its settings, which may be secret. */
    static String fingerprint(InstanceConfig config) {
        var text = ORIGIN.matcher(config.toString()).replaceAll("");
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
