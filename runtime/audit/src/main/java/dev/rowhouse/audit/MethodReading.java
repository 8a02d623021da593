package dev.rowhouse.audit;

import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ConvertInstruction;
import java.lang.classfile.instruction.DiscontinuedInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.NopInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.StackInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.classfile.instruction.ThrowInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows the code of one method once from its beginning to its end, with values that say where they come from instead of
 * what they are. Where ways meet, a value is either of several. A loop is followed once, so what its second turn would bring to
 * its first line is not seen. For one method and one thread.
 */
final class MethodReading {
    private final MethodKey key;
    private final int flags;
    private final List<Step> steps = new ArrayList<>();
    private final Map<Label, Frame> waiting = new HashMap<>();
    private final Set<Label> handlers = new HashSet<>();
    private Frame frame = new Frame();
    private boolean reached = true;
    private int line;
    private int firstLine;

    MethodReading(MethodKey key, int flags) {
        this.key = key;
        this.flags = flags;
    }

    MethodCode read(CodeModel code) {
        code.exceptionHandlers().forEach(handler -> handlers.add(handler.handler()));
        int slot = 0;
        int index = 0;
        if (!Modifier.isStatic(flags)) {
            frame.store(slot++, new Value.Argument(index++));
        }
        for (var parameter : MethodTypeDesc.ofDescriptor(key.descriptor()).parameterList()) {
            frame.store(slot, new Value.Argument(index++));
            slot += TypeKind.from(parameter).slotSize();
        }
        for (var element : code) {
            read(element);
        }
        return new MethodCode(key, flags, firstLine, List.copyOf(steps));
    }

    private void read(CodeElement element) {
        switch (element) {
            case LineNumber number -> {
                line = number.line();
                firstLine = firstLine == 0 ? line : firstLine;
            }
            case LabelTarget target -> arrive(target.label());
            case Instruction instruction when reached -> follow(instruction);
            default -> {
                // Attributes and what is never run.
            }
        }
    }

    private void arrive(Label label) {
        var other = waiting.get(label);
        if (handlers.contains(label)) {
            frame = frame.empty();
            frame.push(Value.Computed.UNKNOWN);
            reached = true;
        } else if (other != null) {
            frame = reached ? frame.join(other) : other.copy();
            reached = true;
        } else if (!reached) {
            // The head of a loop that is entered at its end: nothing is on the stack there, and locals are as they were.
            frame = frame.empty();
            reached = true;
        }
    }

    private void leave(Label label) {
        waiting.merge(label, frame.copy(), Frame::join);
    }

    private void follow(Instruction instruction) {
        switch (instruction) {
            case LoadInstruction load -> frame.push(load.typeKind(), frame.load(load.slot()));
            case StoreInstruction store -> frame.store(store.slot(), frame.pop(store.typeKind()));
            case IncrementInstruction increment ->
                frame.store(increment.slot(), new Value.Computed(List.of(frame.load(increment.slot()))));
            case ConstantInstruction constant -> frame.push(constant.typeKind(), constant(constant.constantValue()));
            case FieldInstruction field -> field(field);
            case InvokeInstruction invoke -> invoke(invoke);
            case InvokeDynamicInstruction dynamic -> dynamic(dynamic);
            case ArrayLoadInstruction load -> {
                frame.pop();
                frame.push(load.typeKind(), new Value.Part(frame.pop(), Value.ELEMENT));
            }
            case ArrayStoreInstruction store -> {
                var value = frame.pop(store.typeKind());
                frame.pop();
                steps.add(new Step.ArrayWrite(frame.pop(), value, line));
            }
            case NewObjectInstruction made -> frame.push(new Value.Made(made.className().asInternalName()));
            case NewPrimitiveArrayInstruction made -> array("[" + made.typeKind().upperBound().descriptorString());
            case NewReferenceArrayInstruction made ->
                array(made.componentType().asSymbol().arrayType().descriptorString());
            case NewMultiArrayInstruction made -> {
                for (int i = 1; i < made.dimensions(); i++) {
                    frame.pop();
                }
                array(made.arrayType().asInternalName());
            }
            case TypeCheckInstruction check -> {
                if (check.opcode() == Opcode.INSTANCEOF) {
                    frame.push(computed(1));
                }
            }
            case OperatorInstruction operator -> operator(operator);
            case ConvertInstruction convert -> {
                var value = frame.pop(convert.fromType());
                frame.push(convert.toType(), value);
            }
            case StackInstruction stack -> frame.rearrange(stack.opcode());
            case MonitorInstruction _ -> frame.pop();
            case NopInstruction _ -> {
                // Does nothing.
            }
            case BranchInstruction branch -> branch(branch);
            case TableSwitchInstruction table -> {
                frame.pop();
                table.cases().forEach(one -> leave(one.target()));
                leave(table.defaultTarget());
                reached = false;
            }
            case LookupSwitchInstruction lookup -> {
                frame.pop();
                lookup.cases().forEach(one -> leave(one.target()));
                leave(lookup.defaultTarget());
                reached = false;
            }
            case ReturnInstruction returned -> {
                if (returned.typeKind() == TypeKind.REFERENCE) {
                    steps.add(new Step.Returned(frame.pop(), line));
                }
                reached = false;
            }
            case ThrowInstruction _ -> reached = false;
            case DiscontinuedInstruction _ -> reached = false;
        }
    }

    private void branch(BranchInstruction branch) {
        switch (branch.opcode()) {
            case GOTO, GOTO_W -> {
                leave(branch.target());
                reached = false;
            }
            case IF_ICMPEQ, IF_ICMPNE, IF_ICMPLT, IF_ICMPGE, IF_ICMPGT, IF_ICMPLE, IF_ACMPEQ, IF_ACMPNE -> {
                frame.pop();
                frame.pop();
                leave(branch.target());
            }
            default -> {
                frame.pop();
                leave(branch.target());
            }
        }
    }

    private void array(String type) {
        boolean empty = frame.pop() instanceof Value.Constant(String _, String size) && size.equals("0");
        frame.push(new Value.Made(empty ? Types.EMPTY_ARRAY : type));
    }

    private void operator(OperatorInstruction operator) {
        switch (operator.opcode()) {
            case ARRAYLENGTH, INEG, LNEG, FNEG, DNEG -> {
                var value = operator.opcode() == Opcode.ARRAYLENGTH ? frame.pop() : frame.pop(operator.typeKind());
                frame.push(operator.typeKind(), new Value.Computed(List.of(value)));
            }
            case ISHL, ISHR, IUSHR, LSHL, LSHR, LUSHR -> {
                var distance = frame.pop();
                var value = frame.pop(operator.typeKind());
                frame.push(operator.typeKind(), new Value.Computed(List.of(value, distance)));
            }
            case LCMP, FCMPL, FCMPG, DCMPL, DCMPG -> {
                var second = frame.pop(operator.typeKind());
                var first = frame.pop(operator.typeKind());
                frame.push(new Value.Computed(List.of(first, second)));
            }
            default -> {
                var second = frame.pop(operator.typeKind());
                var first = frame.pop(operator.typeKind());
                frame.push(operator.typeKind(), new Value.Computed(List.of(first, second)));
            }
        }
    }

    private Value computed(int operands) {
        List<Value> sources = new ArrayList<>();
        for (int i = 0; i < operands; i++) {
            sources.add(frame.pop());
        }
        return new Value.Computed(sources);
    }

    private static Value constant(ConstantDesc constant) {
        return switch (constant) {
            case String text -> new Value.Constant(Types.TEXT, text);
            case Integer number -> new Value.Constant("I", number.toString());
            case Long number -> new Value.Constant("J", number.toString());
            case Float number -> new Value.Constant("F", number.toString());
            case Double number -> new Value.Constant("D", number.toString());
            case ClassDesc type -> new Value.Constant("java/lang/Class", type.descriptorString());
            default -> constant.equals(ConstantDescs.NULL) ? Value.Constant.NULL
                    : new Value.Constant("java/lang/Object", constant.toString());
        };
    }

    private void field(FieldInstruction field) {
        var named = new FieldKey(field.owner().asInternalName(), field.name().stringValue());
        var kind = TypeKind.fromDescriptor(field.type().stringValue());
        switch (field.opcode()) {
            case GETSTATIC -> {
                steps.add(new Step.StaticRead(named, line));
                frame.push(kind, new Value.Held(named));
            }
            case PUTSTATIC -> steps.add(new Step.StaticWrite(named, frame.pop(kind), line));
            case GETFIELD -> frame.push(kind, new Value.Part(frame.pop(), named));
            default -> {
                var value = frame.pop(kind);
                steps.add(new Step.FieldWrite(frame.pop(), named, value, line));
            }
        }
    }

    private void invoke(InvokeInstruction invoke) {
        var target = new MethodKey(invoke.owner().asInternalName(), invoke.name().stringValue(),
                invoke.type().stringValue());
        boolean isStatic = invoke.opcode() == Opcode.INVOKESTATIC;
        var arguments = popArguments(invoke.typeSymbol());
        if (!isStatic) {
            arguments.addFirst(frame.pop());
        }
        call(new Step.Call(target, List.copyOf(arguments),
                isStatic || invoke.opcode() == Opcode.INVOKESPECIAL ? Step.Call.Kind.EXACT : Step.Call.Kind.VIRTUAL,
                line), invoke.typeSymbol());
    }

    private void call(Step.Call call, MethodTypeDesc type) {
        steps.add(call);
        var kind = TypeKind.from(type.returnType());
        if (kind != TypeKind.VOID) {
            frame.push(kind, new Value.Result(call));
        }
    }

    private List<Value> popArguments(MethodTypeDesc type) {
        List<Value> arguments = new ArrayList<>();
        for (var parameter : type.parameterList().reversed()) {
            arguments.addFirst(frame.pop(TypeKind.from(parameter)));
        }
        return arguments;
    }

    private void dynamic(InvokeDynamicInstruction dynamic) {
        var captured = popArguments(dynamic.typeSymbol());
        var handle = handle(dynamic);
        var kind = TypeKind.from(dynamic.typeSymbol().returnType());
        if (handle == null) {
            frame.push(kind, new Value.Computed(captured));
            return;
        }
        var target = new MethodKey(Types.nameOf(handle.owner().descriptorString()), handle.methodName(),
                handle.lookupDescriptor());
        if (handle.kind() == DirectMethodHandleDesc.Kind.CONSTRUCTOR) {
            captured.addFirst(new Value.Made(target.owner()));
        }
        steps.add(new Step.Call(target, List.copyOf(captured), Step.Call.Kind.HANDED_ON, line));
        // Who gets the lambda gets what it holds.
        frame.push(kind, new Value.Made(Types.LAMBDA + target.name()));
    }

    private static @Nullable DirectMethodHandleDesc handle(InvokeDynamicInstruction dynamic) {
        if (!dynamic.bootstrapMethod().owner().descriptorString().equals("Ljava/lang/invoke/LambdaMetafactory;")) {
            return null;
        }
        for (var argument : dynamic.bootstrapArgs()) {
            if (argument instanceof DirectMethodHandleDesc handle) {
                return handle;
            }
        }
        return null;
    }
}
