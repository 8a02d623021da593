package dev.rowhouse.audit;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a value while the code of one method is read: where it comes from. Those that are made of others are equal to
 * themselves alone: they share parts, and comparing these again and again would take for ever.
 */
sealed interface Value {
    /** What stands for the field of an element of an array. */
    FieldKey ELEMENT = new FieldKey("[", "");

    /**
     * A constant.
     *
     * @param type its class, with slashes, or the descriptor of a primitive type; {@code null} of null
     * @param text what it is
     */
    record Constant(String type, String text) implements Value {
        /** What {@code null} is. */
        static final Constant NULL = new Constant("null", "");
    }

    /**
     * What a caller gave.
     *
     * @param index from 0, which is the object itself in methods that aren't static
     */
    record Argument(int index) implements Value {}

    /** What a static field held. */
    record Held(FieldKey field) implements Value {}

    /**
     * What a field or an element of a value held.
     *
     * @param whole the value
     * @param field which field; {@link #ELEMENT} for an element of an array
     */
    record Part(Value whole, FieldKey field) implements Value {
        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /** Something new, of that class, with slashes, or an array as its descriptor has it. */
    record Made(String type) implements Value {}

    /** What was computed of others: a sum, a text put together. */
    record Computed(List<Value> sources) implements Value {
        /** Something of which nothing is known. */
        static final Computed UNKNOWN = new Computed(List.of());

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /** One of several, which one depends on the way that was taken. */
    record Either(List<Value> choices) implements Value {
        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /** What a call gave back. Each call is a value of its own. */
    record Result(Step.Call call) implements Value {}

    /** Itself and all that it came from, each once. */
    default Stream<Value> trail() {
        Set<Value> found = Collections.newSetFromMap(new IdentityHashMap<>());
        var open = new ArrayDeque<Value>(List.of(this));
        while (!open.isEmpty()) {
            var value = open.removeFirst();
            if (found.add(value)) {
                open.addAll(value.madeOf());
            }
        }
        return found.stream();
    }

    private List<Value> madeOf() {
        return switch (this) {
            case Part(Value whole, FieldKey _) -> List.of(whole);
            case Computed(List<Value> sources) -> sources;
            case Either(List<Value> choices) -> choices;
            case Result(Step.Call call) -> call.arguments();
            case Constant _,Argument _,Held _,Made _ -> List.of();
        };
    }
}
