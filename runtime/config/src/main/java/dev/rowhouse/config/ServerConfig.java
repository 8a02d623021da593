package dev.rowhouse.config;

/**
 * A database server that several pools draw connections from, as the operator declared it under {@code servers.<name>}.
 *
 * @param name what messages call it
 * @param urlPrefix how the URLs of its databases begin: {@code jdbc:postgresql://db:5432/}
 * @param maxConnections most connections that all pools together have open to it
 * @param origin where it is declared
 */
public record ServerConfig(String name, String urlPrefix, int maxConnections, Origin origin) {
    /**
     * Checks that there may be a connection.
     *
     * @throws IllegalArgumentException if not
     */
    public ServerConfig {
        if (maxConnections < 1) {
            throw new IllegalArgumentException(
                    "max-connections %d is too small; write 1 or more".formatted(maxConnections));
        }
    }
}
