package dev.rowhouse.audit;

import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which methods only run while their object is made: constructors, what reads an object from a stream, and private methods that only
 * these call. Not changed once it was made.
 */
final class Constructing {
    private static final Set<String> READING = Set.of("readObject", "readResolve", "readExternal", "readObjectNoData");

    private final Set<MethodKey> found = new HashSet<>();

    Constructing(Program program) {
        Map<MethodKey, Set<MethodKey>> callers = new HashMap<>();
        for (var method : program.methods()) {
            if (method.key().isConstructor() || READING.contains(method.key().name())) {
                found.add(method.key());
            }
            method.calls()
                    .flatMap(call -> program.resolve(call.target()).stream())
                    .filter(target -> Modifier.isPrivate(target.flags()))
                    .forEach(target -> callers.computeIfAbsent(target.key(), _ -> new HashSet<>()).add(method.key()));
        }
        boolean more = true;
        while (more) {
            more = false;
            for (var entry : callers.entrySet()) {
                more |= found.containsAll(entry.getValue()) && found.add(entry.getKey());
            }
        }
    }

    boolean contains(MethodCode method) {
        return found.contains(method.key());
    }
}
