package dev.rowhouse.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A value in a configuration, with its key and its place. Values that stand for a substitution without result answer
 * nothing to every question and are no further mistake.
 */
final class Node {
    private final ConfigValue value;
    private final String key;
    private final boolean secret;
    private final boolean inherited;
    private final List<Section.Layer> below;
    private final Reading reading;

    /**
     * A value.
     *
     * @param inherited whether it is a default
     * @param below where keys are looked for that an object does not have
     */
    Node(ConfigValue value, String key, boolean secret, boolean inherited, List<Section.Layer> below, Reading reading) {
        this.value = value;
        this.key = key;
        this.secret = secret;
        this.inherited = inherited;
        this.below = below;
        this.reading = reading;
    }

    String key() {
        return key;
    }

    boolean isSecret() {
        return secret;
    }

    /** Whether all or a part of it was taken from an environment variable. */
    boolean isFromEnvironment() {
        return value.origin().description().contains("env var");
    }

    boolean isInherited() {
        return inherited;
    }

    Origin origin() {
        return reading.places().of(value.origin());
    }

    Reading reading() {
        return reading;
    }

    boolean isObject() {
        return value instanceof ConfigObject;
    }

    boolean isList() {
        return value instanceof ConfigList;
    }

    void wrong(String problem, String remedy) {
        reading.mistakes().add(origin(), key, problem, remedy);
    }

    void wrong(IllegalArgumentException refusal) {
        reading.mistakes().add(origin(), key, refusal);
    }

    /** The text as a message may quote it. */
    String shown(String text) {
        if (secret) {
            return "the value";
        }
        var safe = UrlSecrets.looksLikeUrl(text) ? UrlSecrets.conceal(text) : text;
        return "'%s'".formatted(safe.length() > 200 ? safe.substring(0, 200) + "…" : safe);
    }

    /** Whether it says {@code never}, where there could be a duration. */
    boolean isNever() {
        return value.valueType() == ConfigValueType.STRING && value.unwrapped().equals("never");
    }

    /** The keys of an object. */
    Optional<Section> section() {
        return object().map(object -> new Section(this, object, below));
    }

    /** The object as the library has it, without defaults. */
    Optional<ConfigObject> object() {
        if (value instanceof ConfigObject object) {
            return Optional.of(object);
        }
        refuse("an object in braces");
        return Optional.empty();
    }

    /** The value as JSON, objects and lists with all that is in them. */
    String json() {
        return value.render(ConfigRenderOptions.concise());
    }

    /** The elements of a list, or the value itself where one may stand for a list of one. */
    List<Node> elements() {
        if (!(value instanceof ConfigList list)) {
            return List.of(this);
        }
        return IntStream.range(0, list.size()).mapToObj(this::element).toList();
    }

    private Node element(int index) {
        return new Node(((ConfigList) value).get(index), "%s[%d]".formatted(key, index), secret, inherited, List.of(),
                reading);
    }

    /** A text, placeholders replaced; numbers and booleans are texts too. */
    Optional<String> text() {
        return text("a text");
    }

    /**
     * A text.
     *
     * @param expected what should stand here, for the message if it is an object, a list or null
     */
    Optional<String> text(String expected) {
        return switch (value.valueType()) {
            case STRING -> Unresolved.isMark(value) ? Optional.empty() : filled((String) value.unwrapped());
            case NUMBER, BOOLEAN -> Optional.of(value.atKey("value").getString("value"));
            case OBJECT, LIST, NULL -> {
                refuse(expected);
                yield Optional.empty();
            }
        };
    }

    private Optional<String> filled(String text) {
        return Optional.of(reading.placeholders().fill(text, this::misplaced));
    }

    private void misplaced(String placeholder) {
        wrong("%s stands for nothing here".formatted(placeholder),
                placeholder.equals("{n}") ? "use it in the instance of a fleet, or remove it"
                        : "use it in an instance, or remove it");
    }

    /** The text, if it is one, without a word about its mistakes. */
    Optional<String> quietly(Placeholders placeholders) {
        return switch (value.valueType()) {
            case STRING -> Optional.of(placeholders.fill((String) value.unwrapped(), _ -> {}));
            case NUMBER, BOOLEAN -> Optional.of(value.atKey("value").getString("value"));
            case OBJECT, LIST, NULL -> Optional.empty();
        };
    }

    /** The same value where placeholders stand for something else. */
    Node in(Placeholders placeholders) {
        return in(new Reading(reading.mistakes(), reading.places(), placeholders, reading.secretWords()));
    }

    /** The same value in another reading. */
    Node in(Reading other) {
        return new Node(value, key, secret, inherited, below, other);
    }

    /** Notes that the value is of another kind than what should stand here. */
    void refuse(String expected) {
        if (!Unresolved.isMark(value)) {
            wrong("is %s where %s should be".formatted(kind(value.valueType()), expected), "write " + expected);
        }
    }

    private static String kind(ConfigValueType type) {
        return switch (type) {
            case OBJECT -> "an object";
            case LIST -> "a list";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case NULL -> "null";
            case STRING -> "a text";
        };
    }
}
