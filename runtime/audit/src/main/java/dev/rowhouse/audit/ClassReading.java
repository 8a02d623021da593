package dev.rowhouse.audit;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads class files. For use by many threads. */
final class ClassReading {
    private final ClassFile format = ClassFile.of(ClassFile.StackMapsOption.DROP_STACK_MAPS);

    /**
     * Reads one class.
     *
     * @param own whether it belongs to the app itself
     * @throws IllegalArgumentException if the bytes are no class file that this JDK can read
     */
    ClassCode read(byte[] bytes, boolean own) {
        var model = format.parse(bytes);
        var name = model.thisClass().asInternalName();
        List<String> above = new ArrayList<>();
        model.superclass().ifPresent(entry -> above.add(entry.asInternalName()));
        model.interfaces().forEach(entry -> above.add(entry.asInternalName()));
        var source = model.findAttribute(Attributes.sourceFile()).map(file -> file.sourceFile().stringValue());
        var fields = model.fields().stream().map(field -> field(name, field)).toList();
        List<MethodCode> methods = new ArrayList<>();
        for (var method : model.methods()) {
            method.code()
                    .ifPresent(code -> methods.add(new MethodReading(
                            new MethodKey(name, method.methodName().stringValue(), method.methodType().stringValue()),
                            method.flags().flagsMask()).read(code)));
        }
        return new ClassCode(name, model.flags().flagsMask(), List.copyOf(above), source.orElse(""), fields, methods,
                mentions(model), own);
    }

    private static FieldCode field(String owner, FieldModel field) {
        return new FieldCode(new FieldKey(owner, field.fieldName().stringValue()), field.fieldType().stringValue(),
                field.findAttribute(Attributes.signature()).map(found -> found.signature().stringValue()).orElse(""),
                field.flags().flagsMask());
    }

    private static Set<String> mentions(ClassModel model) {
        Set<String> mentions = new HashSet<>();
        for (var entry : model.constantPool()) {
            if (entry instanceof ClassEntry named) {
                mentions.add(named.asInternalName());
            }
        }
        return mentions;
    }
}
