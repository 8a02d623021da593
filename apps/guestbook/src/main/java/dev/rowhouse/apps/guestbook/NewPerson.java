package dev.rowhouse.apps.guestbook;

import dev.rowhouse.spi.Problem;
import dev.rowhouse.spi.ProblemException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants a person to be, as JSON or a form says it; {@link #mistakes} tells whether it is acceptable.
 *
 * @param name what the person is called; missing is the same as empty
 * @param email where mail reaches them; missing is the same as empty
 * @param addresses where they live, in this order; missing is the same as none
 */
record NewPerson(String name, String email, List<Place> addresses) {
    static final int NAME_LENGTH = 100;
    static final int EMAIL_LENGTH = 254;
    static final int MOST_ADDRESSES = 20;

    /** Something, one at sign, something: only a mail that arrives proves more. */
    private static final Pattern EMAIL = Pattern.compile("[^@\\s\\p{Z}]+@[^@\\s\\p{Z}]+");
    private static final Place NOWHERE = new Place("", "");

    NewPerson(@Nullable String name, @Nullable String email, @Nullable List<@Nullable Place> addresses) {
        this.name = Text.tidy(name);
        this.email = Text.tidy(email);
        this.addresses = addresses == null ? List.of()
                : addresses.stream().map(place -> place == null ? NOWHERE : place).toList();
    }

    /** What is wrong, by field ({@code name}, {@code addresses[0].city}); empty if all is well. */
    Map<String, String> mistakes() {
        Map<String, String> mistakes = new LinkedHashMap<>();
        Text.mistake(name, NAME_LENGTH).ifPresent(mistake -> mistakes.put("name", mistake));
        Text.mistake(email, EMAIL_LENGTH)
                .ifPresentOrElse(mistake -> mistakes.put("email", mistake), () -> checkEmail(mistakes));
        if (addresses.size() > MOST_ADDRESSES) {
            mistakes.put("addresses", "must be at most %d".formatted(MOST_ADDRESSES));
        } else {
            for (int i = 0; i < addresses.size(); i++) {
                addresses.get(i).check("addresses[%d].".formatted(i), mistakes);
            }
        }
        return mistakes;
    }

    /**
     * This person, if acceptable.
     *
     * @throws ProblemException 422 with the fields that are not acceptable
     */
    NewPerson checked() {
        var mistakes = mistakes();
        if (!mistakes.isEmpty()) {
            throw new ProblemException(Problem.invalid(mistakes));
        }
        return this;
    }

    private void checkEmail(Map<String, String> mistakes) {
        if (!EMAIL.matcher(email).matches()) {
            mistakes.put("email", "must look like ada@example.org");
        }
    }
}
