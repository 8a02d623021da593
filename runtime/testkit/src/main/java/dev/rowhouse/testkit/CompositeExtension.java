package dev.rowhouse.testkit;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/** What makes {@link CompositeTest} and {@link Interleaved} work. */
final class CompositeExtension implements ParameterResolver, InvocationInterceptor, AfterEachCallback {
    private static final Namespace NAMESPACE = Namespace.create(CompositeExtension.class);

    /** The composite of the class, which JUnit closes after the last test. */
    private record Started(TestedComposite composite) implements AutoCloseable {
        static Started of(CompositeTest asked) {
            try {
                return new Started(TestedComposite.start(asked));
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new ParameterResolutionException(
                        "the composite of %s can't be started: %s".formatted(asked.app().getName(), e), e);
            }
        }

        @Override
        public void close() {
            composite.close();
        }
    }

    private static TestedComposite composite(ExtensionContext context) {
        var outermost = context;
        for (var outer = context.getParent(); outer.isPresent()
                && outer.get().getTestClass().isPresent(); outer = outer.get().getParent()) {
            outermost = outer.get();
        }
        var asked = AnnotationSupport
                .findAnnotation(context.getRequiredTestClass(), CompositeTest.class, context.getEnclosingTestClasses())
                .orElseThrow();
        return outermost.getStore(NAMESPACE)
                .getOrComputeIfAbsent(Started.class, _ -> Started.of(asked), Started.class)
                .composite();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getParameterizedType();
        return type == TestedInstance.class || type == TestComposite.class || isList(parameter);
    }

    private static boolean isList(ParameterContext parameter) {
        return parameter.getParameter().getParameterizedType() instanceof ParameterizedType list
                && list.getRawType() == List.class && list.getActualTypeArguments()[0] == TestedInstance.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var composite = composite(context);
        if (isList(parameter)) {
            return composite.instances();
        }
        return parameter.getParameter().getType() == TestComposite.class ? composite.composite()
                : composite.instances().getFirst();
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> called,
            ExtensionContext context) throws Throwable {
        var method = called.getExecutable();
        var interleaved = AnnotationSupport.findAnnotation(method, Interleaved.class);
        if (interleaved.isEmpty()) {
            invocation.proceed();
            return;
        }
        invocation.skip();
        var test = called.getTarget().orElseThrow();
        composite(context).interleave(interleaved.get().rounds(),
                instance -> ReflectionSupport.invokeMethod(method, test,
                        called.getArguments()
                                .stream()
                                .map(argument -> argument instanceof TestedInstance ? instance : argument)
                                .toArray()));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        composite(context).check();
    }
}
