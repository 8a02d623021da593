package dev.rowhouse.audit;

import java.lang.reflect.Modifier;
import java.util.List;
import java.util.stream.Stream;

/**
 * A method and what it does.
 *
 * @param key which
 * @param flags its modifiers
 * @param line of its first instruction; 0 if unknown
 * @param steps in the order in which they are written
 */
record MethodCode(MethodKey key, int flags, int line, List<Step> steps) {
    private static final int SYNTHETIC = 0x1000;

    boolean isStatic() {
        return Modifier.isStatic(flags);
    }

    /** Whether only its own class can call it. */
    boolean isPrivate() {
        return Modifier.isPrivate(flags) || ((flags & SYNTHETIC) != 0 && key.name().startsWith("lambda$"));
    }

    /** Whether it has parameters, the object itself not counted. */
    boolean hasParameters() {
        return !key.descriptor().startsWith("()");
    }

    /** Whether a process can begin with it. */
    boolean isMain() {
        return isStatic() && key.name().equals("main") && key.descriptor().equals("([Ljava/lang/String;)V");
    }

    Stream<Step.Call> calls() {
        return steps.stream().filter(Step.Call.class::isInstance).map(Step.Call.class::cast);
    }

    /** Whether it reads the static field. */
    boolean reads(FieldKey field) {
        return steps.stream().anyMatch(step -> step instanceof Step.StaticRead read && read.field().equals(field));
    }
}
