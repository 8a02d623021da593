package dev.rowhouse.apps.guestbook;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The form on the page: what was typed, and what is wrong with it.
 *
 * @param typed what the fields hold; at most one address
 * @param mistakes by field, as {@link NewPerson#mistakes} names them
 */
record PersonForm(NewPerson typed, Map<String, String> mistakes) {
    static final PersonForm EMPTY = new PersonForm(new NewPerson("", "", List.of()), Map.of());

    /** The form as it was sent. An address is left out if nothing of it was typed. */
    static PersonForm of(FormBody body) {
        var place = new Place(body.field("street"), body.field("city"));
        boolean untold = place.street().isEmpty() && place.city().isEmpty();
        var typed = new NewPerson(body.field("name"), body.field("email"), untold ? List.of() : List.of(place));
        return new PersonForm(typed, typed.mistakes());
    }

    /** Whether typing starts at a field: at the first one that is to be corrected. */
    boolean startsAt(FormField field) {
        return Arrays.stream(FormField.values())
                .filter(other -> other.mistake(this).isPresent())
                .findFirst()
                .filter(field::equals)
                .isPresent();
    }
}
