package dev.rowhouse.spi;

import java.util.Optional;

/**
 * A server-sent event.
 *
 * @param data what a page gets; may have several lines
 * @param name what a page listens for; {@code message} if it is empty
 * @param id what a client that comes back says it has seen last
 */
public record ServerEvent(String data, Optional<String> name, Optional<String> id) {
    /**
     * Checks that the event can be written.
     *
     * @throws IllegalArgumentException if its name or id has line breaks or NUL, which would begin another field
     */
    public ServerEvent {
        name.ifPresent(text -> check("name", text));
        id.ifPresent(text -> check("id", text));
    }

    private static void check(String what, String text) {
        if (text.chars().anyMatch(c -> c == '\n' || c == '\r' || c == 0)) {
            throw new IllegalArgumentException("the %s of an event is one line; leave out line breaks".formatted(what));
        }
    }

    /** An event without a name or an id. */
    public static ServerEvent of(String data) {
        return new ServerEvent(data, Optional.empty(), Optional.empty());
    }

    /** The same event under a name. */
    public ServerEvent named(String text) {
        return new ServerEvent(data, Optional.of(text), id);
    }

    /** The same event with an id. */
    public ServerEvent withId(String text) {
        return new ServerEvent(data, name, Optional.of(text));
    }

    /** As it goes over the wire, with the empty line at its end. */
    public String toText() {
        var text = new StringBuilder(data.length() + 32);
        id.ifPresent(value -> text.append("id: ").append(value).append('\n'));
        name.ifPresent(value -> text.append("event: ").append(value).append('\n'));
        // The standard takes each of these for the end of a line.
        for (var line : data.split("\r\n|\r|\n", -1)) {
            text.append("data: ").append(line).append('\n');
        }
        return text.append('\n').toString();
    }
}
