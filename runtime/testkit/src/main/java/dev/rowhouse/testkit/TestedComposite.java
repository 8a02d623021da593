package dev.rowhouse.testkit;

import dev.rowhouse.spi.Plan;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The composite of a {@link CompositeTest}, and what watches over it. Safe for use by many threads. */
final class TestedComposite implements AutoCloseable {
    private final TestComposite composite;
    private final List<TestedInstance> instances;
    private final Crossings crossings;
    private final Guard guard;
    private final CanaryRows rows;

    private TestedComposite(
            TestComposite composite,
            List<TestedInstance> instances,
            Crossings crossings,
            Guard guard,
            CanaryRows rows) {
        this.composite = composite;
        this.instances = instances;
        this.crossings = crossings;
        this.guard = guard;
        this.rows = rows;
    }

    /**
     * Starts the composite that a test class asks for.
     *
     * @throws ReflectiveOperationException if the app has no public constructor without parameters, or that fails
     * @throws SQLException if a database refuses a canary
     * @throws IllegalStateException if an instance doesn't start
     */
    static TestedComposite start(CompositeTest asked) throws ReflectiveOperationException, SQLException {
        var plan = asked.app().getConstructor().newInstance().plan();
        var crossings = new Crossings();
        var guard = new Guard(crossings);
        var composite = TestComposite.start(conf(asked, plan), guard);
        try {
            List<TestedInstance> instances = new ArrayList<>();
            for (var name : names(asked)) {
                composite.requireServing(name);
                instances.add(new TestedInstance(name, composite, crossings, instances));
            }
            var rows = new CanaryRows(composite, crossings, plan.engines().keySet());
            for (var instance : instances) {
                rows.put(instance.name());
            }
            return new TestedComposite(composite, List.copyOf(instances), crossings, guard, rows);
        } catch (Throwable failure) {
            composite.close();
            throw failure;
        }
    }

    private static List<String> names(CompositeTest asked) {
        return IntStream.rangeClosed(1, asked.instances()).mapToObj(number -> "house" + number).toList();
    }

    /** Databases in memory belong to the whole JVM, so the folder of the test, which no other has, is a part of their names. */
    private static String conf(CompositeTest asked, Plan<?> plan) {
        var engines = Stream.concat(plan.engines()
                .keySet()
                .stream()
                .map("engines.%1$s { url = \"jdbc:h2:mem:{here}/{instance}/%1$s\", schema = create }"::formatted),
                plan.families()
                        .keySet()
                        .stream()
                        .map("engine-families.%1$s { url = \"jdbc:h2:file:{here}/{instance}/%1$s-{key}\", schema = create }"::formatted))
                .collect(Collectors.joining("\n"));
        var instances = names(asked).stream().map(name -> name + " {}").collect(Collectors.joining("\n"));
        return """
                apps.tested.class = "%s"
                defaults { app = tested, mount = "/{instance}", start = eager }
                defaults {
                %s
                }
                defaults {
                %s
                }
                instances {
                %s
                }
                """.formatted(asked.app().getName(), engines, asked.conf(), instances);
    }

    TestComposite composite() {
        return composite;
    }

    List<TestedInstance> instances() {
        return instances;
    }

    /** Runs a step in all instances at once, again and again, with their canaries read in between. */
    void interleave(int rounds, Interleaving.Step step) throws Throwable {
        guard.begin();
        try {
            new Interleaving(instances, rounds).run(instance -> {
                rows.check(instance.name());
                step.run(instance);
                rows.check(instance.name());
            });
        } finally {
            guard.end();
        }
    }

    /**
     * Looks it over.
     *
     * @throws CrossReadError if anything of one instance was seen in another
     */
    void check() {
        crossings.check();
        for (var instance : instances) {
            if (composite.isServing(instance.name())) {
                rows.check(instance.name());
            }
        }
    }

    @Override
    public void close() {
        try (composite) {
            instances.forEach(TestedInstance::close);
        }
    }
}
