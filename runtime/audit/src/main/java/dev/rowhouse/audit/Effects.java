package dev.rowhouse.audit;

import dev.rowhouse.audit.Types.Nature;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the methods of a program do to what they are given: which arguments they change, and which of them they give back, whole or
 * in part. Found by going through all methods until nothing new is learned, so it holds through any number of calls. For one
 * thread.
 */
final class Effects {
    /** Far more than chains of calls need that were seen; an end for those that were not. */
    private static final int MOST_ROUNDS = 12;

    /** What these write they could compute again: a hash that is kept. */
    private static final Set<String> REMEMBERING = Set.of("hashCode", "toString", "equals", "compareTo");

    private final Program program;
    private final Origins origins;
    private final Constructing constructing;
    private final Set<FieldKey> changedLater = new HashSet<>();
    private final Map<MethodKey, Set<Integer>> changed = new HashMap<>();
    private final Map<MethodKey, Set<Value>> given = new HashMap<>();
    private final Map<Step.Call, List<MethodCode>> targets = new HashMap<>();

    Effects(Program program, Origins origins) {
        this.program = program;
        this.origins = origins;
        this.constructing = new Constructing(program);
        boolean learned = true;
        for (int round = 0; learned && round < MOST_ROUNDS; round++) {
            learned = false;
            for (var method : program.methods()) {
                learned |= learn(method);
            }
        }
        program.methods().forEach(this::noteChangedFields);
    }

    private boolean learn(MethodCode method) {
        boolean learned = false;
        for (var step : method.steps()) {
            for (var root : roots(method, step)) {
                if (root instanceof Value.Argument(int index) && !(index == 0 && constructing.contains(method))) {
                    learned |= changed.computeIfAbsent(method.key(), _ -> new HashSet<>()).add(index);
                }
            }
            if (step instanceof Step.Returned(Value value, int _)) {
                var roots = new HashSet<Value>(itself(value));
                roots(value).stream().filter(Value.Argument.class::isInstance).forEach(roots::add);
                if (!roots.isEmpty()) {
                    learned |= given.computeIfAbsent(method.key(), _ -> new HashSet<>()).addAll(roots);
                }
            }
        }
        return learned;
    }

    /** Whether the method changes the argument, the object itself being the first. */
    boolean changes(MethodKey method, int argument) {
        return changed.getOrDefault(method, Set.of()).contains(argument);
    }

    /** Which static fields and arguments hold what the step changes: {@link Value.Held} and {@link Value.Argument}. */
    Set<Value> roots(MethodCode method, Step step) {
        return switch (step) {
            case Step.FieldWrite write -> isRemembering(method, write) ? Set.of() : roots(write.object());
            case Step.ArrayWrite write -> roots(write.array());
            case Step.Call call -> {
                Set<Value> roots = new HashSet<>();
                for (int i = 0; i < call.arguments().size(); i++) {
                    if (changes(call, i)) {
                        roots.addAll(roots(call.arguments().get(i)));
                    }
                }
                yield roots;
            }
            case Step.StaticWrite _,Step.StaticRead _,Step.Returned _ -> Set.of();
        };
    }

    private boolean changes(Step.Call call, int argument) {
        var targets = targets(call);
        return targets.isEmpty() ? !program.knows(call.target().owner()) && KnownCalls.changes(call, argument)
                : targets.stream().anyMatch(target -> changes(target.key(), argument));
    }

    /** The methods a call may run; if it is known of which class the object is, that class' alone. */
    private List<MethodCode> targets(Step.Call call) {
        return targets.computeIfAbsent(call, this::findTargets);
    }

    private List<MethodCode> findTargets(Step.Call call) {
        if (call.kind() == Step.Call.Kind.VIRTUAL) {
            var types = origins.types(call.arguments().getFirst());
            if (!types.isEmpty() && types.stream().allMatch(program::knows)) {
                return types.stream()
                        .flatMap(type -> program.resolve(call.target().in(type)).stream())
                        .distinct()
                        .toList();
            }
        }
        return program.targets(call);
    }

    /** Which static fields and arguments hold the value, or what it is a part of. */
    Set<Value> roots(Value value) {
        if (value instanceof Value.Argument) {
            return Set.of(value);
        }
        Set<Value> roots = new HashSet<>();
        Set<Value> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        var open = new ArrayDeque<Value>(List.of(value));
        while (!open.isEmpty()) {
            var one = open.removeFirst();
            if (seen.add(one)) {
                follow(one, roots, open);
            }
        }
        return roots;
    }

    /**
     * Which static fields hold the value itself. An element that a method takes out of a shared collection and returns is no longer
     * followed: most of what is done to it then is done to copies.
     */
    Set<Value> itself(Value value) {
        Set<Value> found = new HashSet<>();
        var open = new ArrayDeque<Value>(List.of(value));
        Set<Value> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        while (!open.isEmpty()) {
            var one = open.removeFirst();
            if (!seen.add(one)) {
                continue;
            }
            if (one instanceof Value.Held(FieldKey field)) {
                found.add(new Value.Held(program.declared(field)));
            } else if (one instanceof Value.Either(List<Value> choices)) {
                open.addAll(choices);
            } else if (one instanceof Value.Result(Step.Call call)) {
                targets(call).forEach(target -> given.getOrDefault(target.key(), Set.of())
                        .stream()
                        .filter(Value.Held.class::isInstance)
                        .forEach(found::add));
            }
        }
        return found;
    }

    /**
     * Whether objects of that class can change: a field of theirs is written later, or what it holds is changed. Says more than
     * which methods change them, because a method may stand for many that override it.
     */
    boolean isChangeable(String type) {
        return program.ancestors(type)
                .flatMap(name -> program.find(name).stream())
                .flatMap(one -> one.fields().stream())
                .anyMatch(field -> changedLater.contains(field.key()));
    }

    private void noteChangedFields(MethodCode method) {
        for (var step : method.steps()) {
            if (step instanceof Step.FieldWrite write) {
                boolean making = write.object() instanceof Value.Argument(int index) && index == 0
                        && constructing.contains(method);
                if (!making && !(write.object() instanceof Value.Made) && !isRemembering(method, write)) {
                    changedLater.add(program.declared(write.field()));
                }
            } else if (!constructing.contains(method)) {
                changedValues(step).flatMap(Value::trail).forEach(value -> {
                    if (value instanceof Value.Part(Value _, FieldKey field) && !remembersCode(field)) {
                        changedLater.add(program.declared(field));
                    }
                });
            }
        }
    }

    private Stream<Value> changedValues(Step step) {
        return switch (step) {
            case Step.ArrayWrite write -> Stream.of(write.array());
            case Step.Call call -> IntStream.range(0, call.arguments().size())
                    .filter(index -> changes(call, index))
                    .mapToObj(index -> call.arguments().get(index));
            case Step.FieldWrite _,Step.StaticWrite _,Step.StaticRead _,Step.Returned _ -> Stream.empty();
        };
    }

    private void follow(Value value, Set<Value> roots, Deque<Value> open) {
        switch (value) {
            case Value.Argument argument -> roots.add(argument);
            case Value.Held(FieldKey field) -> roots.add(new Value.Held(program.declared(field)));
            case Value.Part(Value whole, FieldKey field) -> {
                if (!remembersCode(field)) {
                    open.add(whole);
                }
            }
            case Value.Either(List<Value> choices) -> open.addAll(choices);
            case Value.Result(Step.Call call) -> followResult(call, roots, open);
            case Value.Constant _,Value.Made _,Value.Computed _ -> {
                // Nobody else's.
            }
        }
    }

    /** A map in an object that has types or classes for keys is a memory of code, not of what an instance does. */
    private boolean remembersCode(FieldKey field) {
        return program.field(program.declared(field)).filter(FieldCode::isKeyedByCode).isPresent();
    }

    private void followResult(Step.Call call, Set<Value> roots, Deque<Value> open) {
        if (Types.nature(call.target().result()).filter(nature -> nature == Nature.CONSTANT).isPresent()) {
            return;
        }
        var targets = targets(call);
        if (targets.isEmpty()) {
            if (!call.arguments().isEmpty() && !program.knows(call.target().owner()) && KnownCalls.givesFirst(call)) {
                open.add(call.arguments().getFirst());
            }
            return;
        }
        for (var target : targets) {
            for (var root : given.getOrDefault(target.key(), Set.of())) {
                if (!(root instanceof Value.Argument(int index))) {
                    roots.add(root);
                } else if (index < call.arguments().size()) {
                    open.add(call.arguments().get(index));
                }
            }
        }
    }

    /**
     * Whether a field only remembers what the object could compute again: written by a method without parameters, which looks
     * into the field first, and neither with a constant nor with something that was counted up.
     */
    private static boolean isRemembering(MethodCode method, Step.FieldWrite write) {
        if (!(write.object() instanceof Value.Argument(int index)) || index != 0) {
            return false;
        }
        if (REMEMBERING.contains(method.key().name()) || write.field().name().startsWith("bitmap$")) {
            return true;
        }
        if (method.hasParameters() || method.isStatic()) {
            return false;
        }
        return switch (write.value()) {
            case Value.Result _,Value.Made _ -> true;
            case Value.Either(List<Value> choices) -> choices.stream()
                    .anyMatch(choice -> choice instanceof Value.Part part && part.field().equals(write.field()))
                    && choices.stream()
                            .anyMatch(choice -> choice instanceof Value.Result || choice instanceof Value.Made);
            case Value.Constant _,Value.Argument _,Value.Held _,Value.Part _,Value.Computed _ -> false;
        };
    }
}
