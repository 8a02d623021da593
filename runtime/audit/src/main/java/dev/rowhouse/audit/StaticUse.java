package dev.rowhouse.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What happens to each static field after its class was initialised. Not changed once it was made. */
final class StaticUse {
    private final Map<FieldKey, List<Write>> writes = new HashMap<>();
    private final Map<FieldKey, List<Change>> changes = new HashMap<>();
    private final Set<FieldKey> removed = new HashSet<>();
    private final Program program;
    private final Effects effects;
    private final Initialising initialising;
    private final Origins origins;

    /** The field gets another value. */
    record Write(MethodCode method, Step.StaticWrite step) {}

    /**
     * What the field holds is changed.
     *
     * @param by the method that is called for it; or what else is done
     * @param given whether something of the caller's goes into it
     */
    record Change(MethodCode method, int line, String by, boolean given) {}

    StaticUse(Program program, Effects effects, Initialising initialising, Origins origins) {
        this.program = program;
        this.effects = effects;
        this.initialising = initialising;
        this.origins = origins;
        program.methods().forEach(this::read);
        new OnlyObjects(program, effects, initialising, origins)
                .each((field, change) -> changes.computeIfAbsent(field, _ -> new ArrayList<>()).add(change));
    }

    private void read(MethodCode method) {
        // What an app does when it is run on its own, it doesn't do here.
        boolean begins = initialising.contains(method) || method.isMain();
        for (var step : method.steps()) {
            if (step instanceof Step.Call call) {
                noteRemoval(call);
            }
            if (!begins) {
                read(method, step);
            }
        }
    }

    private void read(MethodCode method, Step step) {
        if (step instanceof Step.StaticWrite write) {
            // Scala writes the only object of a module where it is made, and what traits define for it in a method of its own.
            if (!(method.key().isConstructor() && write.field().name().equals("MODULE$"))
                    && !method.key().name().contains("_setter_$")) {
                writes.computeIfAbsent(program.declared(write.field()), _ -> new ArrayList<>())
                        .add(new Write(method, write));
            }
            return;
        }
        for (var root : effects.roots(method, step)) {
            if (root instanceof Value.Held(FieldKey field) && isPossible(field, step)) {
                changes.computeIfAbsent(field, _ -> new ArrayList<>())
                        .add(new Change(method, step.line(), by(step), isGiven(method, step)));
            }
        }
    }

    /** Whether what the field holds can be changed at all, and by this: which method runs is known better than for any object. */
    private boolean isPossible(FieldKey key, Step step) {
        var types = program.field(key).map(origins::types).orElse(Set.of());
        if (types.isEmpty() || !types.stream().allMatch(program::knows)) {
            return true;
        }
        if (types.stream().noneMatch(type -> isChangeable(type, program.field(key).map(FieldCode::type).orElse("")))) {
            return false;
        }
        if (!(step instanceof Step.Call call) || call.arguments().isEmpty()
                || !effects.itself(call.arguments().getFirst()).contains(new Value.Held(key))) {
            return true;
        }
        var others = call.arguments().subList(1, call.arguments().size()).stream();
        return others.anyMatch(other -> effects.roots(other).contains(new Value.Held(key))) || types.stream()
                .flatMap(type -> program.resolve(call.target().in(type)).stream())
                .anyMatch(target -> target.isStatic() || effects.changes(target.key(), 0));
    }

    /** A declared type stands for all below it, the type of an object that was made for itself. */
    private boolean isChangeable(String type, String declared) {
        return (type.equals(declared) ? program.family(type) : Set.of(type)).stream().anyMatch(effects::isChangeable);
    }

    private void noteRemoval(Step.Call call) {
        if (call.target().name().equals("remove") && !call.arguments().isEmpty()) {
            for (var root : effects.roots(call.arguments().getFirst())) {
                if (root instanceof Value.Held(FieldKey field)) {
                    removed.add(field);
                }
            }
        }
    }

    private static String by(Step step) {
        return switch (step) {
            case Step.Call call -> call.target().name();
            case Step.FieldWrite write -> write.field().name() + " =";
            case Step.ArrayWrite _ -> "[] =";
            case Step.StaticWrite _,Step.StaticRead _,Step.Returned _ -> "";
        };
    }

    private static boolean isGiven(MethodCode method, Step step) {
        if (step instanceof Step.Call call && call.kind() == Step.Call.Kind.HANDED_ON) {
            // Whoever runs it gives what it wants.
            return true;
        }
        var values = switch (step) {
            case Step.Call call -> call.arguments();
            case Step.FieldWrite write -> List.of(write.value());
            case Step.ArrayWrite write -> List.of(write.value());
            case Step.StaticWrite write -> List.of(write.value());
            case Step.StaticRead _,Step.Returned _ -> List.<Value>of();
        };
        return values.stream().anyMatch(value -> comesFromCaller(method, value));
    }

    /** Whether a caller, or the object that the method belongs to, had a hand in a value. */
    static boolean comesFromCaller(MethodCode method, Value value) {
        if (method.key().name().startsWith("access$")) {
            // Made by a compiler for a class inside; who calls it decides.
            return false;
        }
        // The only object of a module of Scala is no caller.
        boolean hasCaller = method.hasParameters() || (!method.isStatic() && !method.key().owner().endsWith("$"));
        return hasCaller && value.trail().anyMatch(source -> isCallers(source) || isMadeOfCallers(method, source));
    }

    private static boolean isCallers(Value source) {
        return source instanceof Value.Argument || source.equals(Value.Computed.UNKNOWN);
    }

    /** Whether a new object was made with something of the caller's. */
    private static boolean isMadeOfCallers(MethodCode method, Value made) {
        return made instanceof Value.Made && method.calls()
                .filter(call -> call.target().isConstructor() && call.arguments().getFirst().equals(made))
                .flatMap(call -> call.arguments().stream().skip(1))
                .flatMap(Value::trail)
                .anyMatch(StaticUse::isCallers);
    }

    List<Write> writes(FieldKey field) {
        return writes.getOrDefault(field, List.of());
    }

    /** All that changes what it holds; what stands near the field first. */
    List<Change> changes(FieldKey field) {
        return changes.getOrDefault(field, List.of())
                .stream()
                .sorted(Comparator.comparing(
                        change -> !outermost(change.method().key().owner()).equals(outermost(field.owner()))))
                .toList();
    }

    private static String outermost(String name) {
        int end = name.indexOf('$');
        return end < 0 ? name : name.substring(0, end);
    }

    /** Whether somewhere something is removed from what the field holds. */
    boolean isRemovedFrom(FieldKey field) {
        return removed.contains(field);
    }
}
