package dev.rowhouse.apps.conduit.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A user as others see them, in the words of the API.
 *
 * @param bio what they say of themselves
 * @param image the address of their picture
 * @param following whether whoever is asking follows them
 */
public record Profile(String username, Optional<String> bio, Optional<String> image, boolean following) {
    static Profile of(String username, @Nullable String bio, @Nullable String image, boolean following) {
        return new Profile(username, Optional.ofNullable(bio), Optional.ofNullable(image), following);
    }
}
