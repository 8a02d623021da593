package dev.rowhouse.audit;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which classes of libraries the app's own classes lead to, and by whom: a class leads to those that it names, and to the providers of
 * a service that it names. Classes that are only found by a text in reflection are not reached. Not changed once it was made.
 */
final class Reach {
    private final Map<String, String> reachedFrom = new HashMap<>();

    Reach(Program program, Map<String, Set<String>> providers) {
        var open = new ArrayDeque<String>();
        for (var type : program.classes()) {
            if (type.own()) {
                reachedFrom.put(type.name(), "");
                open.add(type.name());
            }
        }
        while (!open.isEmpty()) {
            var one = open.removeFirst();
            var mentions = program.find(one).map(ClassCode::mentions).orElse(Set.of());
            for (var mentioned : mentions) {
                reach(mentioned, one, program, open);
                providers.getOrDefault(mentioned, Set.of()).forEach(provider -> reach(provider, one, program, open));
            }
        }
    }

    private void reach(String name, String from, Program program, ArrayDeque<String> open) {
        if (program.knows(name) && reachedFrom.putIfAbsent(name, from) == null) {
            open.add(name);
        }
    }

    boolean contains(String name) {
        return reachedFrom.containsKey(name);
    }

    /** The app's own class from which the way leads there. */
    String from(String name) {
        var one = name;
        while (true) {
            var before = reachedFrom.getOrDefault(one, "");
            if (before.isEmpty()) {
                return one;
            }
            one = before;
        }
    }
}
