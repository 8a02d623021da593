package dev.rowhouse.apps.conduit;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Bodies of requests. */
final class Bodies {
    private Bodies() {}

    /** An object in an envelope: its name, then a key, a value, a key, a value. */
    static String json(String envelope, Object... keysAndValues) {
        Map<Object, Object> members = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            members.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return JsonMapper.shared().writeValueAsString(Map.of(envelope, members));
    }
}
