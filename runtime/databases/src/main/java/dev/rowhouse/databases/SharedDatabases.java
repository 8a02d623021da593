package dev.rowhouse.databases;

import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts databases when the first test of a JVM asks for them. JUnit keeps them for the others, and closes them when all tests
 * are through.
 */
final class SharedDatabases implements ExecutionCondition, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(SharedDatabases.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return product(context).flatMap(Product::obstacle)
                .map(ConditionEvaluationResult::disabled)
                .orElseGet(() -> ConditionEvaluationResult.enabled("the database can be started here"));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Databases.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(product(context).orElseThrow(), Product::start, StartedDatabases.class);
    }

    /** The one that is asked for where it is nearest. */
    private static Optional<Product> product(ExtensionContext context) {
        return context.getElement()
                .flatMap(element -> Optional.ofNullable(element.getAnnotation(On.class)))
                .map(On::value)
                .or(() -> context.getParent().flatMap(SharedDatabases::product));
    }
}
