package dev.rowhouse.control;

import dev.rowhouse.instance.Phase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An instance as the API shows it. No secrets: engines by name, never where they are.
 *
 * @param since when it came into its phase
 * @param reason why it is {@link Phase#FAILED}, without secrets
 * @param mounts where it answers at the moment
 * @param engines by label: {@code posts}, {@code posts/a} for a shard, {@code blog/*} for a family
 * @param running requests that are being answered
 * @param counts what has happened to it since the composite began, by name
 */
public record InstanceView(
        String name,
        String app,
        Phase phase,
        Instant since,
        Optional<String> reason,
        List<String> mounts,
        List<String> engines,
        long running,
        Map<String, Long> counts) {}
