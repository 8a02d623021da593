package dev.rowhouse.audit;

import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Locals and stack of a method at one place. A long or a double takes two entries of the stack, as in the JVM, of which the
 * upper one is unknown. For one thread.
 */
final class Frame {
    /** More ways than that make a value unknown. */
    private static final int MOST_CHOICES = 6;

    private final List<Value> locals = new ArrayList<>();
    private final List<Value> stack = new ArrayList<>();

    Frame copy() {
        var copy = empty();
        copy.stack.addAll(stack);
        return copy;
    }

    /** The same locals, and nothing on the stack. */
    Frame empty() {
        var copy = new Frame();
        copy.locals.addAll(locals);
        return copy;
    }

    /** What is known where this way and another one meet. */
    Frame join(Frame other) {
        var joined = new Frame();
        join(locals, other.locals, joined.locals);
        join(stack, other.stack, joined.stack);
        return joined;
    }

    private static void join(List<Value> some, List<Value> others, List<Value> joined) {
        for (int i = 0; i < Math.min(some.size(), others.size()); i++) {
            joined.add(join(some.get(i), others.get(i)));
        }
    }

    private static Value join(Value one, Value other) {
        if (one.equals(other)) {
            return one;
        }
        var choices = Stream.concat(choices(one), choices(other)).distinct().toList();
        return choices.size() > MOST_CHOICES ? Value.Computed.UNKNOWN : new Value.Either(choices);
    }

    private static Stream<Value> choices(Value value) {
        return value instanceof Value.Either either ? either.choices().stream() : Stream.of(value);
    }

    void push(Value value) {
        stack.add(value);
    }

    void push(TypeKind kind, Value value) {
        stack.add(value);
        if (kind.slotSize() == 2) {
            stack.add(Value.Computed.UNKNOWN);
        }
    }

    Value pop() {
        return stack.isEmpty() ? Value.Computed.UNKNOWN : stack.removeLast();
    }

    Value pop(TypeKind kind) {
        if (kind.slotSize() == 2) {
            pop();
        }
        return pop();
    }

    Value load(int slot) {
        return slot < locals.size() ? locals.get(slot) : Value.Computed.UNKNOWN;
    }

    void store(int slot, Value value) {
        while (locals.size() <= slot) {
            locals.add(Value.Computed.UNKNOWN);
        }
        locals.set(slot, value);
    }

    /** Does what one of the instructions does that only move what is on the stack. */
    void rearrange(Opcode opcode) {
        switch (opcode) {
            case POP -> pop();
            case POP2 -> {
                pop();
                pop();
            }
            case DUP -> duplicate(1, 0);
            case DUP_X1 -> duplicate(1, 1);
            case DUP_X2 -> duplicate(1, 2);
            case DUP2 -> duplicate(2, 0);
            case DUP2_X1 -> duplicate(2, 1);
            case DUP2_X2 -> duplicate(2, 2);
            case SWAP -> {
                var upper = pop();
                var lower = pop();
                push(upper);
                push(lower);
            }
            default -> throw new IllegalArgumentException("%s does not only move values".formatted(opcode));
        }
    }

    private void duplicate(int count, int below) {
        List<Value> top = new ArrayList<>();
        for (int i = 0; i < count + below; i++) {
            top.addFirst(pop());
        }
        stack.addAll(top.subList(below, top.size()));
        stack.addAll(top);
    }
}
