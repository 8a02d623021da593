package dev.rowhouse.audit;

/**
 * A method.
 *
 * @param owner its class, with slashes
 * @param name its name; {@code <init>} of constructors, {@code <clinit>} of what initialises a class
 * @param descriptor parameters and result as the class file has them
 */
record MethodKey(String owner, String name, String descriptor) {
    /** The same method of another class. */
    MethodKey in(String other) {
        return new MethodKey(other, name, descriptor);
    }

    boolean isConstructor() {
        return name.equals("<init>");
    }

    boolean isInitialiser() {
        return name.equals("<clinit>");
    }

    /** The class that it returns, with slashes; an array or a primitive type as its descriptor has it. */
    String result() {
        return Types.nameOf(descriptor.substring(descriptor.indexOf(')') + 1));
    }

    /** {@code com.example.Cache.put}. */
    @Override
    public String toString() {
        return owner.replace('/', '.') + "." + name;
    }
}
