package dev.rowhouse.control;

import java.time.Instant;
import java.util.List;

/**
 * What a composite is.
 *
 * @param version of the runtime
 * @param started when it was opened
 * @param file what it was read from
 * @param addresses where it listens, as URLs
 */
public record About(String version, Instant started, String file, List<String> addresses) {}
