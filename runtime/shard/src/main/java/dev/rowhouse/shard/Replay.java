package dev.rowhouse.shard;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stands for one of Hibernate's objects on which several methods are called, of which the last one tells the shard: remembers the
 * others, and calls them again there. For one thread.
 */
final class Replay implements InvocationHandler {
    private final Set<String> last;
    private final End end;
    private final List<Call> calls = new ArrayList<>();

    private Replay(Set<String> last, End end) {
        this.last = last;
        this.end = end;
    }

    /** One call, to be made of an object or to have been made. */
    @SuppressWarnings("ArrayRecordComponent") // Calls are not compared.
    record Call(Method method, @Nullable Object @Nullable [] arguments) {
        @Nullable
        Object on(Object target) {
            try {
                return method.invoke(target, arguments);
            } catch (InvocationTargetException e) {
                switch (e.getCause()) {
                    case RuntimeException known -> throw known;
                    case Error fatal -> throw fatal;
                    case null, default -> throw new IllegalStateException(e);
                }
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }

        List<@Nullable Object> values() {
            var values = new ArrayList<@Nullable Object>();
            if (arguments != null) {
                for (var argument : arguments) {
                    values.add(argument);
                }
            }
            return values;
        }
    }

    /** What happens with the last call. */
    @FunctionalInterface
    interface End {
        /**
         * Answers it.
         *
         * @param before the calls before it
         * @param call the last one
         */
        @Nullable
        Object answer(List<Call> before, Call call);
    }

    /**
     * Makes one.
     *
     * @param kind the interface that it has
     * @param last the names of methods that end it
     */
    static <T> T of(Class<? super T> kind, Set<String> last, End end) {
        @SuppressWarnings("unchecked") // What is asked for is the interface itself.
        var made = (T) Proxy.newProxyInstance(Replay.class.getClassLoader(), new Class<?>[]{kind},
                new Replay(last, end));
        return made;
    }

    /** Makes some calls of an object, each of what the one before returned. */
    static Object all(List<Call> calls, Object first) {
        Object target = first;
        for (var call : calls) {
            var next = call.on(target);
            target = next == null ? target : next;
        }
        return target;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // A stand-in is equal to itself.
    public @Nullable Object invoke(Object self, Method method, @Nullable Object @Nullable [] arguments) {
        if (method.getDeclaringClass() == Object.class) {
            return switch (method.getName()) {
                case "equals" -> arguments != null && self == arguments[0];
                case "hashCode" -> System.identityHashCode(self);
                default -> "Replay" + last;
            };
        }
        var call = new Call(method, arguments);
        if (last.contains(method.getName())) {
            return end.answer(List.copyOf(calls), call);
        }
        calls.add(call);
        return self;
    }
}
