package dev.rowhouse.audit;

import java.util.List;

/** Something that a method does and that may matter to others. */
sealed interface Step {
    /** The line of the source; 0 if the class doesn't say. */
    int line();

    /** A static field gets a value. */
    record StaticWrite(FieldKey field, Value value, int line) implements Step {}

    /** A static field is read. */
    record StaticRead(FieldKey field, int line) implements Step {}

    /** A field of an object gets a value. */
    record FieldWrite(Value object, FieldKey field, Value value, int line) implements Step {}

    /** An element of an array gets a value. */
    record ArrayWrite(Value array, Value value, int line) implements Step {}

    /** The method returns a value. */
    record Returned(Value value, int line) implements Step {}

    /**
     * A method is called, or handed on as a lambda. Equal to itself alone.
     */
    final class Call implements Step {
        private final MethodKey target;
        private final List<Value> arguments;
        private final Kind kind;
        private final int line;

        /** How the method that runs is found. */
        enum Kind {
            /** As it is named. */
            EXACT,
            /** By the class of the object. */
            VIRTUAL,
            /** It is not called here but by whom the lambda is given; its first arguments are known. */
            HANDED_ON
        }

        /**
         * A call.
         *
         * @param arguments the object first, unless the method is static
         */
        Call(MethodKey target, List<Value> arguments, Kind kind, int line) {
            this.target = target;
            this.arguments = arguments;
            this.kind = kind;
            this.line = line;
        }

        MethodKey target() {
            return target;
        }

        List<Value> arguments() {
            return arguments;
        }

        Kind kind() {
            return kind;
        }

        @Override
        public int line() {
            return line;
        }
    }
}
