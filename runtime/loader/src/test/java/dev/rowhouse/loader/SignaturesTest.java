package dev.rowhouse.loader;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Injector;
import dev.rowhouse.spi.App;
import jakarta.inject.Inject;
import jakarta.persistence.Entity;
import java.io.IOException;
import java.lang.reflect.Executable;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

/** Follows the signatures of all that an app may use: what stands in one must be what the runtime has, or apps can't be linked. */
class SignaturesTest {
    private final SharedLibraries libraries = new SharedLibraries();
    private final Set<Class<?>> seen = new HashSet<>();
    private final Deque<Class<?>> left = new ArrayDeque<>();

    @Test
    void sharesAllThatStandsInSignaturesOfTheSpi() throws IOException, URISyntaxException {
        var spi = Path.of(App.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        for (var names : Contents.of(spi).packages().values()) {
            names.forEach(name -> see(named(name)));
        }
        Stream.of(Session.class, Entity.class, Injector.class, Inject.class, Logger.class).forEach(this::see);
        var hidden = new TreeSet<String>();
        while (!left.isEmpty()) {
            var type = left.pop();
            var packageName = type.getPackageName();
            if (libraries.isShared(packageName)) {
                follow(type);
            } else if (!libraries.isPlatform(packageName)) {
                hidden.add(type.getName());
            }
        }
        assertThat(seen).hasSizeGreaterThan(500);
        assertThat(hidden).isEmpty();
    }

    private static Class<?> named(String file) {
        try {
            return Class.forName(file.substring(0, file.length() - ".class".length()).replace('/', '.'), false,
                    App.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private void follow(Class<?> type) {
        try {
            see(type.getGenericSuperclass());
            see(type.getGenericInterfaces());
            Arrays.stream(type.getDeclaredFields())
                    .filter(field -> isOffered(field.getModifiers()))
                    .forEach(field -> see(field.getGenericType()));
            Stream.<Executable>concat(Arrays.stream(type.getDeclaredMethods()),
                    Arrays.stream(type.getDeclaredConstructors()))
                    .filter(one -> isOffered(one.getModifiers()))
                    .forEach(one -> {
                        see(one.getGenericParameterTypes());
                        see(one.getGenericExceptionTypes());
                        see(one.getAnnotatedReturnType().getType());
                    });
        } catch (NoClassDefFoundError | TypeNotPresentException e) {
            // A part of a library for which the runtime lacks another one: nobody can use it.
            return;
        }
    }

    private static boolean isOffered(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private void see(Type... types) {
        for (var type : types) {
            switch (type) {
                case null -> {
                    // The superclass of an interface.
                }
                case Class<?> one when one.isArray() -> see(one.getComponentType());
                case Class<?> one -> {
                    if (!one.isPrimitive() && seen.add(one)) {
                        left.push(one);
                    }
                }
                case ParameterizedType one -> {
                    see(one.getRawType());
                    see(one.getActualTypeArguments());
                }
                case GenericArrayType one -> see(one.getGenericComponentType());
                case WildcardType one -> {
                    see(one.getUpperBounds());
                    see(one.getLowerBounds());
                }
                case TypeVariable<?> _ -> {
                    // Its bounds are the business of who declares it.
                }
                default -> throw new AssertionError(type);
            }
        }
    }
}
