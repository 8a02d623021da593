package dev.rowhouse.apps.conduit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/** One promise: a method that takes a client and whose name says what it expects. */
record Scenario(Method method) {
    String name() {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }

    /**
     * Runs it with an object of its own.
     *
     * @throws Throwable whatever it throws, above all that its promise is not kept
     */
    void run(Client client) throws Throwable {
        var constructor = method.getDeclaringClass().getDeclaredConstructor();
        try {
            method.invoke(constructor.newInstance(), client);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
