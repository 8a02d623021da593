package dev.rowhouse.probe;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An answer as it came over the wire.
 *
 * @param status its status
 * @param head status line and fields, each ended by CRLF
 * @param bytes head and body, transfer coding removed
 * @param whole whether the body was read to its end
 */
@SuppressWarnings("ArrayRecordComponent") // Read by who got it, and not kept.
record Answer(int status, String head, byte[] bytes, boolean whole) {
    /** The value of a field, the first if there are several. */
    Optional<String> field(String name) {
        return fields(name).findFirst();
    }

    /** The values of all fields of a name. */
    Stream<String> fields(String name) {
        return lines(head)
                .filter(line -> line.length() > name.length() && line.charAt(name.length()) == ':'
                        && line.regionMatches(true, 0, name, 0, name.length()))
                .map(line -> line.substring(name.length() + 1).strip());
    }

    private static Stream<String> lines(String head) {
        return head.lines().skip(1);
    }

    byte[] body() {
        return Arrays.copyOfRange(bytes, head.length(), bytes.length);
    }

    String text() {
        return new String(bytes, head.length(), bytes.length - head.length(), StandardCharsets.UTF_8);
    }

    /** Whether it says that its instance is away and when to come back, as one does that starts or stops. */
    boolean isAway() {
        return status == 503 && field("Retry-After").isPresent();
    }

    /** Cookies that it sets, as {@code name=value}. */
    List<String> cookies() {
        return fields("Set-Cookie").map(cookie -> cookie.split(";", 2)[0].strip()).toList();
    }
}
