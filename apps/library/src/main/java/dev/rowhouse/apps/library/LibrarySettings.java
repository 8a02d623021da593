package dev.rowhouse.apps.library;

/**
 * What one library is like.
 *
 * @param name the heading of its page
 * @param days for how long a copy is lent
 */
public record LibrarySettings(String name, int days) {
    public LibrarySettings {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name: is blank; write what the library is called");
        }
        if (days < 1 || days > 365) {
            throw new IllegalArgumentException("days: %d is no time to read a book; use 1 to 365".formatted(days));
        }
    }
}
