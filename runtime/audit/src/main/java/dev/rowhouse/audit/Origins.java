package dev.rowhouse.audit;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Of which classes the objects are that static fields hold, whatever the fields declare. For one thread. */
final class Origins {
    /** What an object is of that nobody can change, whatever its class: the result of {@code List.of}. */
    static final String CONSTANT = "java/lang/Enum";

    private static final int DEEPEST = 4;

    private final Program program;
    private final Map<FieldKey, Set<Value>> written = new HashMap<>();
    private final Map<FieldKey, Set<String>> types = new HashMap<>();

    Origins(Program program) {
        this.program = program;
        for (var method : program.methods()) {
            for (var step : method.steps()) {
                if (step instanceof Step.StaticWrite(FieldKey field, Value value, int _)
                        && !value.equals(Value.Constant.NULL)) {
                    written.computeIfAbsent(field, _ -> new LinkedHashSet<>()).add(value);
                }
            }
        }
        written.keySet().forEach(field -> types.put(field, typesOf(field, 0)));
    }

    /** The classes of what a static field holds: those of what is written to it, or the declared one if that says nothing. */
    Set<String> types(FieldCode field) {
        var found = types.getOrDefault(field.key(), Set.of());
        return found.isEmpty() ? Set.of(field.type()) : found;
    }

    /** The classes that an object may be of; empty if nothing is known. */
    Set<String> types(Value value) {
        return value instanceof Value.Held(FieldKey field) ? types.getOrDefault(program.declared(field), Set.of())
                : typesOf(value, 0);
    }

    private Set<String> typesOf(FieldKey field, int depth) {
        Set<String> all = new HashSet<>();
        for (var value : written.getOrDefault(field, Set.of())) {
            var found = typesOf(value, depth + 1);
            if (found.isEmpty()) {
                return Set.of();
            }
            all.addAll(found);
        }
        return all;
    }

    private Set<String> typesOf(Value value, int depth) {
        if (depth > DEEPEST) {
            return Set.of();
        }
        return switch (value) {
            case Value.Made(String type) -> Set.of(type);
            case Value.Constant(String type, String _) -> Set.of(type.equals("null") ? CONSTANT : type);
            case Value.Held(FieldKey field) -> typesOf(program.declared(field), depth + 1);
            case Value.Result(Step.Call call) -> ofResult(call, depth);
            case Value.Either(List<Value> choices) -> all(choices, depth);
            case Value.Argument _,Value.Part _,Value.Computed _ -> Set.of();
        };
    }

    private Set<String> all(Iterable<Value> values, int depth) {
        Set<String> all = new HashSet<>();
        for (var value : values) {
            var found = typesOf(value, depth + 1);
            if (found.isEmpty()) {
                return Set.of();
            }
            all.addAll(found);
        }
        return all;
    }

    private Set<String> ofResult(Step.Call call, int depth) {
        if (KnownCalls.givesConstant(call)) {
            return Set.of(CONSTANT);
        }
        var targets = program.targets(call);
        if (targets.size() != 1) {
            return targets.isEmpty() ? Set.of(call.target().result()) : Set.of();
        }
        var returned = targets.getFirst()
                .steps()
                .stream()
                .filter(Step.Returned.class::isInstance)
                .map(step -> ((Step.Returned) step).value())
                .filter(value -> !value.equals(Value.Constant.NULL))
                .toList();
        return returned.isEmpty() ? Set.of() : all(returned, depth);
    }
}
