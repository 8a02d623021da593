package dev.rowhouse.audit;

import java.lang.reflect.Modifier;
import java.util.regex.Pattern;

/**
 * A field as its class declares it.
 *
 * @param key which
 * @param descriptor its type as the class file has it
 * @param signature its type with generic arguments; empty if there are none
 * @param flags its modifiers
 */
record FieldCode(FieldKey key, String descriptor, String signature, int flags) {
    private static final int SYNTHETIC = 0x1000;

    /** Keys that stand for code, which all instances have in common. */
    private static final Pattern KEYED_BY_CODE = Pattern
            .compile("L[\\w/$]+<L(?:java/lang/Class|java/lang/reflect/\\w+|java/lang/ClassLoader|java/lang/invoke/\\w+"
                    + "|[\\w/$]*(?:TypeToken|JavaType|ResolvableType|MethodKey|MethodClassKey))(?:<.*?>)?;.*");

    boolean isStatic() {
        return Modifier.isStatic(flags);
    }

    boolean isFinal() {
        return Modifier.isFinal(flags);
    }

    boolean isPrivate() {
        return Modifier.isPrivate(flags);
    }

    /** Whether code of other packages can reach it. */
    boolean isOpen() {
        return Modifier.isPublic(flags) || Modifier.isProtected(flags);
    }

    /** Whether a compiler made it for itself: {@code $assertionsDisabled}, tables of switches, values of enums. */
    boolean isCompilers() {
        return (flags & SYNTHETIC) != 0 || key.name().startsWith("$") || key.name().startsWith("bitmap$")
                || key.name().equals("serialVersionUID");
    }

    /** Whether it holds a map whose keys are classes, methods and the like. */
    boolean isKeyedByCode() {
        return KEYED_BY_CODE.matcher(signature).matches();
    }

    /** Its class, with slashes; an array or a primitive type as its descriptor has it. */
    String type() {
        return Types.nameOf(descriptor);
    }
}
