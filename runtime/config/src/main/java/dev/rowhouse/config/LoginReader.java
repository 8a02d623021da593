package dev.rowhouse.config;

import java.time.Duration;
import java.util.List;

/** Reads {@code login} of an instance. */
final class LoginReader {
    private LoginReader() {}

    static LoginConfig read(Section section) {
        section.only(List.of("idle", "lifetime", "max"));
        var standard = LoginConfig.DEFAULT;
        var idle = duration(section, "idle", standard.idle());
        // Where one of them is written, the other's default gives way.
        var lifetime = section.find("lifetime").isEmpty() && idle.compareTo(standard.lifetime()) > 0 ? idle
                : duration(section, "lifetime", standard.lifetime());
        if (section.find("idle").isEmpty() && idle.compareTo(lifetime) > 0) {
            idle = lifetime;
        }
        int max = section.find("max")
                .flatMap(node -> Scalars.integer(node, 1, Integer.MAX_VALUE))
                .orElse(standard.max());
        try {
            return new LoginConfig(idle, lifetime, max);
        } catch (IllegalArgumentException refusal) {
            section.self().wrong(refusal);
            return standard;
        }
    }

    private static Duration duration(Section section, String key, Duration standard) {
        return section.find(key).flatMap(node -> Scalars.duration(node, Duration.ofSeconds(1))).orElse(standard);
    }
}
