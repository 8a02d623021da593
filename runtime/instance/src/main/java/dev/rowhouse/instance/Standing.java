package dev.rowhouse.instance;

import java.time.Instant;
import java.util.Optional;

/**
 * Where in its life an instance is at one moment.
 *
 * @param since when it came there
 * @param failure why it is {@link Phase#FAILED}, without secrets; empty in every other phase
 */
public record Standing(Phase phase, Instant since, Optional<String> failure) {}
