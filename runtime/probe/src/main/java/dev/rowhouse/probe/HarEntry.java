package dev.rowhouse.probe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * A request that was recorded, and its answer.
 *
 * @param method its method
 * @param path its path below the mount, and its query
 * @param headers the fields that mean something to an app
 * @param body what was sent
 * @param status the status of the answer
 * @param location the {@code Location} field of the answer, or nothing
 * @param text the body of the answer, as far as it was recorded as text
 */
record HarEntry(
        String method,
        String path,
        SequencedMap<String, String> headers,
        Optional<String> body,
        int status,
        String location,
        String text) {
    /** Fields that the connection, the browser or the visitor's cookies make up themselves, or that would leave a body out. */
    private static final Set<String> LEFT_OUT = Set.of("host", "content-length", "connection", "cookie", "origin",
            "referer", "user-agent", "accept-encoding", "accept-language", "cache-control", "pragma", "te", "dnt",
            "priority", "upgrade-insecure-requests", "if-none-match", "if-modified-since", "transfer-encoding",
            "expect", "upgrade", "keep-alive", "range");

    static HarEntry of(JsonNode entry, String path) {
        var headers = new LinkedHashMap<String, String>();
        for (var field : entry.at("/request/headers").values()) {
            var name = field.path("name").asString("");
            var lower = name.toLowerCase(Locale.ROOT);
            if (!lower.isEmpty() && !lower.startsWith(":") && !lower.startsWith("sec-") && !LEFT_OUT.contains(lower)) {
                headers.put(name, field.path("value").asString(""));
            }
        }
        return new HarEntry(entry.at("/request/method").asString("GET").toUpperCase(Locale.ROOT), path, headers,
                Optional.of(entry.at("/request/postData/text").asString("")).filter(text -> !text.isEmpty()),
                entry.at("/response/status").asInt(0), location(entry),
                entry.at("/response/content/encoding").isMissingNode() ? entry.at("/response/content/text").asString("")
                        : "");
    }

    private static String location(JsonNode entry) {
        return entry.at("/response/headers")
                .valueStream()
                .filter(field -> field.path("name").asString("").equalsIgnoreCase("Location"))
                .map(field -> field.path("value").asString(""))
                .findFirst()
                .orElse("");
    }

    /** The answer as JSON, if it is some. */
    JsonNode json() {
        return json(text);
    }

    /** What was sent as JSON, if it is some. */
    JsonNode sent() {
        return json(body.orElse(""));
    }

    private static JsonNode json(String text) {
        try {
            return text.startsWith("{") || text.startsWith("[") ? JsonMapper.shared().readTree(text)
                    : MissingNode.getInstance();
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }

    /** All texts and numbers in some JSON, by their pointers. */
    static Map<String, String> leaves(JsonNode json) {
        var leaves = new LinkedHashMap<String, String>();
        collect(json, "", leaves);
        return leaves;
    }

    private static void collect(JsonNode node, String pointer, Map<String, String> leaves) {
        if (node.isObject()) {
            node.propertyStream()
                    .forEach(one -> collect(one.getValue(),
                            pointer + "/" + one.getKey().replace("~", "~0").replace("/", "~1"), leaves));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(node.get(i), pointer + "/" + i, leaves);
            }
        } else if (node.isString() || node.isIntegralNumber()) {
            leaves.put(pointer, node.asString());
        }
    }

    /** Whether a text is in the path, the headers or the body as a whole: not as a part of another word or number. */
    boolean uses(String value) {
        return List.of(path, body.orElse(""), String.join("\n", headers.values()))
                .stream()
                .anyMatch(text -> WholeWord.of(value).matcher(text).find());
    }
}
