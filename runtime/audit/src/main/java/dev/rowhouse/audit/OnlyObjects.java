package dev.rowhouse.audit;

import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Changes of objects of which there are no others: those of classes that are only made while classes are initialised, and held in
 * static fields. Enums, {@code object} of Kotlin and Scala, and singletons are of this kind. What such a class changes in itself, it
 * changes in the static field, whoever asks it to. For one thread.
 */
final class OnlyObjects {
    private final Program program;
    private final Effects effects;
    private final Initialising initialising;
    private final Origins origins;
    private final Set<String> madeLater = new HashSet<>();

    OnlyObjects(Program program, Effects effects, Initialising initialising, Origins origins) {
        this.program = program;
        this.effects = effects;
        this.initialising = initialising;
        this.origins = origins;
        for (var method : program.methods()) {
            if (!initialising.contains(method)) {
                method.calls()
                        .filter(call -> call.target().isConstructor() && !isOwnConstructor(call))
                        .forEach(call -> madeLater.add(call.target().owner()));
            }
        }
    }

    /** Whether code that wasn't read can make one. */
    private boolean canBeMade(String name) {
        return program.find(name)
                .filter(type -> Modifier.isPublic(type.flags()))
                .stream()
                .flatMap(type -> type.methods().stream())
                .anyMatch(method -> method.key().isConstructor()
                        && (Modifier.isPublic(method.flags()) || Modifier.isProtected(method.flags())));
    }

    /** A constructor that begins with another one of its class or of the class above it. */
    private static boolean isOwnConstructor(Step.Call call) {
        return !call.arguments().isEmpty() && call.arguments().getFirst().equals(new Value.Argument(0));
    }

    /** Tells each change, with the field that holds the object. */
    void each(BiConsumer<FieldKey, StaticUse.Change> taker) {
        Map<String, Set<FieldKey>> holders = new HashMap<>();
        for (var type : program.classes()) {
            for (var field : type.fields()) {
                if (field.isStatic() && !field.isCompilers()) {
                    origins.types(field)
                            .stream()
                            .filter(program::knows)
                            .filter(name -> !madeLater.contains(name) && !canBeMade(name))
                            .forEach(name -> holders.computeIfAbsent(name, _ -> new HashSet<>()).add(field.key()));
                }
            }
        }
        holders.forEach((name, fields) -> program.find(name).ifPresent(type -> {
            for (var method : type.methods()) {
                if (!method.isStatic() && !method.key().isConstructor() && !initialising.contains(method)
                        && effects.changes(method.key(), 0) && isUsed(method)) {
                    fields.forEach(field -> tell(field, method, taker));
                }
            }
        }));
    }

    /** Whether anybody calls it after its class was initialised, or may. */
    private boolean isUsed(MethodCode method) {
        int flags = method.flags();
        return Modifier.isPublic(flags) || Modifier.isProtected(flags) || initialising.isCalledLater(method.key());
    }

    private void tell(FieldKey field, MethodCode method, BiConsumer<FieldKey, StaticUse.Change> taker) {
        for (var step : method.steps()) {
            if (effects.roots(method, step).contains(new Value.Argument(0))) {
                taker.accept(field,
                        new StaticUse.Change(method, step.line(), method.key().name(), method.hasParameters()));
                return;
            }
        }
    }
}
