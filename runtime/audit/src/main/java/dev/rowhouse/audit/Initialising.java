package dev.rowhouse.audit;

import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which methods only run while classes are initialised: those of {@code static { }} blocks, and what nobody but these can and do
 * call. What they change is there before any instance can look. Not changed once it was made.
 */
final class Initialising {
    private final Program program;
    private final Map<MethodKey, Set<MethodKey>> callers = new HashMap<>();
    private final Set<MethodKey> found = new HashSet<>();

    Initialising(Program program) {
        this.program = program;
        for (var method : program.methods()) {
            method.calls().forEach(call -> program.targets(call).forEach(target -> {
                if (call.kind() != Step.Call.Kind.HANDED_ON || !isKept(method, call)) {
                    callers.computeIfAbsent(target.key(), _ -> new HashSet<>()).add(method.key());
                } else {
                    callers.computeIfAbsent(target.key(), _ -> new HashSet<>()).add(target.key());
                }
            }));
            if (method.key().isInitialiser()) {
                found.add(method.key());
            }
        }
        boolean more = true;
        while (more) {
            more = false;
            for (var method : program.methods()) {
                if (isClosed(method) && !found.contains(method.key())
                        && found.containsAll(callers.getOrDefault(method.key(), Set.of(method.key())))) {
                    more |= found.add(method.key());
                }
            }
        }
    }

    /** A lambda that is put into a field runs later, whoever made it. */
    private static boolean isKept(MethodCode method, Step.Call lambda) {
        var made = new Value.Made(Types.LAMBDA + lambda.target().name());
        return method.steps().stream().anyMatch(step -> switch (step) {
            case Step.StaticWrite write -> write.value().trail().anyMatch(made::equals);
            case Step.FieldWrite write -> write.value().trail().anyMatch(made::equals);
            case Step.Call call -> call.target().isConstructor() && call.arguments().contains(made);
            case Step.ArrayWrite _,Step.StaticRead _,Step.Returned _ -> false;
        });
    }

    private boolean isClosed(MethodCode method) {
        int flags = method.flags();
        boolean open = Modifier.isPublic(flags) || Modifier.isProtected(flags);
        return method.isPrivate() || (!open && program.knows(method.key().owner()));
    }

    /** Whether the method only runs while classes are initialised. */
    boolean contains(MethodCode method) {
        return found.contains(method.key());
    }

    /** Whether somebody calls the method who doesn't only run then. */
    boolean isCalledLater(MethodKey method) {
        return !found.containsAll(callers.getOrDefault(method, Set.of()));
    }
}
