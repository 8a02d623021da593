package dev.rowhouse.apps.guestbook;

import java.util.Locale;
import java.util.Optional;

/** A field of the form on the page, from top to bottom. */
enum FormField {
    NAME("Name", "name", NewPerson.NAME_LENGTH, "type=\"text\" autocomplete=\"name\" required"),
    EMAIL("Email", "email", NewPerson.EMAIL_LENGTH, "type=\"email\" autocomplete=\"email\" required"),
    STREET("Street", "addresses[0].street", Place.STREET_LENGTH, "type=\"text\" autocomplete=\"address-line1\""),
    CITY("City", "addresses[0].city", Place.CITY_LENGTH, "type=\"text\" autocomplete=\"address-level2\"");

    private final String label;
    private final String mistakeKey;
    private final int length;
    private final String attributes;

    FormField(String label, String mistakeKey, int length, String attributes) {
        this.label = label;
        this.mistakeKey = mistakeKey;
        this.length = length;
        this.attributes = attributes;
    }

    /** What is wrong with this field, if anything. */
    Optional<String> mistake(PersonForm form) {
        return Optional.ofNullable(form.mistakes().get(mistakeKey));
    }

    /** Shows the field with its label, what was typed and what is wrong with it. */
    Html show(PersonForm form) {
        String key = name().toLowerCase(Locale.ROOT);
        var mistake = mistake(form);
        return Html.of("""
                <p class="field">
                <label for="%1$s">%2$s</label>
                <input id="%1$s" name="%1$s" value="%3$s" maxlength="%4$s" %5$s%6$s%7$s>
                %8$s</p>
                """, key, label, value(form.typed()), length, new Html(attributes),
                mistake.isEmpty() ? Html.NOTHING
                        : Html.of(" aria-invalid=\"true\" aria-describedby=\"%s-mistake\"", key),
                form.startsAt(this) ? new Html(" autofocus") : Html.NOTHING,
                mistake.map(
                        what -> Html.of("<span class=\"mistake\" id=\"%s-mistake\">%s %s.</span>\n", key, label, what))
                        .orElse(Html.NOTHING));
    }

    private String value(NewPerson typed) {
        var place = typed.addresses().isEmpty() ? new Place("", "") : typed.addresses().getFirst();
        return switch (this) {
            case NAME -> typed.name();
            case EMAIL -> typed.email();
            case STREET -> place.street();
            case CITY -> place.city();
        };
    }
}
