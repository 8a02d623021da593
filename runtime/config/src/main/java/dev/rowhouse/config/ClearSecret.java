package dev.rowhouse.config;

/**
 * A secret that stands in a file as it is, and doesn't come from the environment. Holds the place, not the secret.
 *
 * @param key the full key, dotted
 * @param origin where it is written
 */
public record ClearSecret(String key, Origin origin) {}
