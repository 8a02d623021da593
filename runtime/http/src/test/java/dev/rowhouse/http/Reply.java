package dev.rowhouse.http;

import java.util.Map;
import java.util.Optional;

/**
 * A response as it came over the wire.
 *
 * @param status 0 if the connection ended without a response
 * @param fields by name in lower case
 */
record Reply(int status, Map<String, String> fields, String body) {
    static final Reply NONE = new Reply(0, Map.of(), "");

    Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }
}
