package dev.rowhouse.config;

import java.util.Optional;

/**
 * How a composite that runs is reached by who operates it, beside the socket in its folder.
 *
 * @param tcp where else; empty for nowhere
 */
public record ControlConfig(Optional<Tcp> tcp) {
    /** What holds when the file says nothing. */
    public static final ControlConfig DEFAULT = new ControlConfig(Optional.empty());

    /** Tokens that are shorter could be guessed. */
    static final int SHORTEST_TOKEN = 20;

    /**
     * An address, for those who have the token.
     *
     * @param token at least 20 characters
     */
    public record Tcp(ListenAddress address, Secret token) {
        /**
         * Checks that the token can't be guessed.
         *
         * @throws IllegalArgumentException if it is too short
         */
        public Tcp {
            if (token.value().length() < SHORTEST_TOKEN) {
                throw new IllegalArgumentException(
                        "the token is too short; write at least %d characters that nobody can guess, like those of openssl rand -base64 32"
                                .formatted(SHORTEST_TOKEN));
            }
        }
    }
}
