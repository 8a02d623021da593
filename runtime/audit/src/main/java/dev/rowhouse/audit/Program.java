package dev.rowhouse.audit;

import dev.rowhouse.audit.Types.Nature;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** All classes that are read, and how they hang together. For one thread. */
final class Program {
    /** A method that more classes than that have in common says little about one of them. */
    private static final int MOST_TARGETS = 24;

    private final Map<String, ClassCode> classes = new LinkedHashMap<>();
    private final Map<MethodKey, MethodCode> methods = new HashMap<>();
    private final Map<MethodKey, List<MethodCode>> overriding = new HashMap<>();
    private final Map<String, Set<String>> below = new HashMap<>();
    private final Map<FieldKey, FieldCode> fields = new HashMap<>();

    Program(Collection<ClassCode> all) {
        for (var one : all) {
            if (classes.putIfAbsent(one.name(), one) == null) {
                one.methods().forEach(method -> methods.put(method.key(), method));
                one.fields().forEach(field -> fields.put(field.key(), field));
                one.above().forEach(name -> below.computeIfAbsent(name, _ -> new LinkedHashSet<>()).add(one.name()));
            }
        }
    }

    Collection<ClassCode> classes() {
        return classes.values();
    }

    Optional<ClassCode> find(String name) {
        return Optional.ofNullable(classes.get(name));
    }

    Collection<MethodCode> methods() {
        return methods.values();
    }

    Optional<FieldCode> field(FieldKey key) {
        return Optional.ofNullable(fields.get(key));
    }

    /** The static field that a name stands for: it may be declared in a class above the one that is named. */
    FieldKey declared(FieldKey named) {
        return ancestors(named.owner()).map(owner -> new FieldKey(owner, named.name()))
                .filter(fields::containsKey)
                .findFirst()
                .orElse(named);
    }

    /** The class and all above it that are read, nearest first. */
    Stream<String> ancestors(String name) {
        return closure(name, one -> find(one).map(ClassCode::above).orElse(List.of())).stream();
    }

    /** The class and all below it that are read. */
    Set<String> family(String name) {
        return closure(name, one -> below.getOrDefault(one, Set.of()));
    }

    private static Set<String> closure(String name, Function<String, Collection<String>> next) {
        Set<String> found = new LinkedHashSet<>();
        var open = new ArrayDeque<String>(List.of(name));
        while (!open.isEmpty()) {
            var one = open.removeFirst();
            if (found.add(one)) {
                open.addAll(next.apply(one));
            }
        }
        return found;
    }

    /** The method that an object of that class runs; empty if it isn't read. */
    Optional<MethodCode> resolve(MethodKey named) {
        var own = methods.get(named);
        if (own != null) {
            return Optional.of(own);
        }
        return ancestors(named.owner()).flatMap(owner -> Optional.ofNullable(methods.get(named.in(owner))).stream())
                .findFirst();
    }

    /** The methods that a call may run, as far as they are read. */
    List<MethodCode> targets(Step.Call call) {
        return call.kind() == Step.Call.Kind.VIRTUAL ? overriding.computeIfAbsent(call.target(), this::findOverriding)
                : resolve(call.target()).stream().toList();
    }

    private List<MethodCode> findOverriding(MethodKey target) {
        var named = resolve(target);
        var family = family(target.owner());
        if (!classes.containsKey(target.owner()) || family.size() > MOST_TARGETS) {
            return named.stream().toList();
        }
        return Stream
                .concat(named.stream(),
                        family.stream().flatMap(owner -> Optional.ofNullable(methods.get(target.in(owner))).stream()))
                .distinct()
                .toList();
    }

    /** What is known of a type, or of the nearest one above it of which something is. */
    Optional<Nature> nature(String type) {
        if (!classes.containsKey(type)) {
            return Types.nature(type);
        }
        return ancestors(type).filter(name -> !classes.containsKey(name))
                .filter(name -> !name.equals("java/lang/Enum"))
                .flatMap(name -> Types.nature(name).stream())
                .filter(nature -> nature != Nature.CONSTANT)
                .findFirst();
    }

    /** Whether a class is read. */
    boolean knows(String type) {
        return classes.containsKey(type);
    }
}
