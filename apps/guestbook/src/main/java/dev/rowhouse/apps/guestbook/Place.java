package dev.rowhouse.apps.guestbook;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An address as people write it, in JSON {@code {"street":"1 Row","city":"London"}}; not checked yet.
 *
 * @param street the street and the number of the house; missing is the same as empty
 * @param city the city; missing is the same as empty
 */
record Place(String street, String city) {
    static final int STREET_LENGTH = 200;
    static final int CITY_LENGTH = 100;

    Place(@Nullable String street, @Nullable String city) {
        this.street = Text.tidy(street);
        this.city = Text.tidy(city);
    }

    /** Notes what is wrong with this place, under keys that start with a prefix. */
    void check(String prefix, Map<String, String> mistakes) {
        Text.mistake(street, STREET_LENGTH).ifPresent(mistake -> mistakes.put(prefix + "street", mistake));
        Text.mistake(city, CITY_LENGTH).ifPresent(mistake -> mistakes.put(prefix + "city", mistake));
    }
}
