package dev.rowhouse.server;

import dev.rowhouse.spi.Job;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * The class that {@code rowhouse run} was told to run: a {@link Job}, or a {@link Callable} or {@link Runnable} for work
 * without arguments.
 *
 * @param type a class that is one of these
 */
record JobClass(Class<?> type) {
    private static final String KINDS = "implement dev.rowhouse.spi.Job, or java.util.concurrent.Callable<Integer> or Runnable for a job without arguments";

    /**
     * Finds a class; initializes nothing of it.
     *
     * @param loader who loads the app's classes
     * @param takesArguments whether arguments are to be given to it
     * @throws RefusalException if it isn't there, is no job or takes none
     */
    static JobClass find(String name, ClassLoader loader, boolean takesArguments) {
        Class<?> type;
        try {
            type = Class.forName(name, false, loader);
        } catch (ClassNotFoundException e) {
            throw RefusalException.usage(
                    "there is no class %s %s; write its full name with the package, and build the app".formatted(name,
                            loader.equals(JobClass.class.getClassLoader()) ? "on the class path" : "in " + loader));
        } catch (LinkageError e) {
            throw RefusalException.usage("class %s can't be loaded: %s".formatted(name, e));
        }
        boolean plain = Callable.class.isAssignableFrom(type) || Runnable.class.isAssignableFrom(type);
        if (!plain && !Job.class.isAssignableFrom(type)) {
            throw RefusalException.usage("class %s is no job; %s".formatted(name, KINDS));
        }
        if (type.isInterface() || Modifier.isAbstract(type.getModifiers())) {
            throw RefusalException.usage("class %s is abstract; name one that can be made".formatted(name));
        }
        if (takesArguments && !Job.class.isAssignableFrom(type)) {
            throw RefusalException.usage(
                    "class %s takes no arguments; leave them out, or implement dev.rowhouse.spi.Job".formatted(name));
        }
        return new JobClass(type);
    }

    /**
     * Runs an object of the class.
     *
     * @return what the job says; 0 of one that says nothing
     * @throws Exception what it throws; an {@link IllegalStateException} if what it says is no exit status
     */
    int run(Object made, List<String> arguments) throws Exception {
        return switch (made) {
            case Job job -> checked(job.run(List.copyOf(arguments)));
            case Callable<?> job -> checked(job.call());
            case Runnable job -> {
                job.run();
                yield 0;
            }
            default -> throw new IllegalStateException("%s is no job".formatted(type.getName()));
        };
    }

    private int checked(Object said) {
        if (said instanceof Integer status && status >= 0 && status <= 255) {
            return status;
        }
        // The system would keep the lowest eight bits, and make a success of 256.
        throw new IllegalStateException(
                "%s gave %s, which is no exit status; give an int from 0 to 255".formatted(type.getName(), said));
    }
}
