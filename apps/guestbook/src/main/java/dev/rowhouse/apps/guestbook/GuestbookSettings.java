package dev.rowhouse.apps.guestbook;

import java.util.List;

/**
 * How one guestbook presents itself.
 *
 * @param title the heading of its page, 1 to 80 characters
 * @param accent the colour of its page: brick, moss, ocean or plum
 */
public record GuestbookSettings(String title, String accent) {
    private static final int TITLE_LENGTH = 80;
    private static final List<String> ACCENTS = List.of("brick", "moss", "ocean", "plum");

    public GuestbookSettings {
        if (title.isBlank() || title.length() > TITLE_LENGTH) {
            throw new IllegalArgumentException("title: '%s' has %d characters; use 1 to %d that are not all spaces"
                    .formatted(title, title.length(), TITLE_LENGTH));
        }
        if (!ACCENTS.contains(accent)) {
            throw new IllegalArgumentException(
                    "accent: '%s' is unknown; use one of %s".formatted(accent, String.join(", ", ACCENTS)));
        }
    }
}
