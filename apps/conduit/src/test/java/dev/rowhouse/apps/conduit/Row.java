package dev.rowhouse.apps.conduit;

import dev.rowhouse.databases.Databases;
import dev.rowhouse.testkit.TestComposite;
import java.util.List;
import java.util.stream.Collectors;

/** Instances side by side in one composite, each with an empty database of its own, for the length of a test. */
final class Row implements AutoCloseable {
    private final TestComposite composite;
    private final List<Client> clients;

    private Row(TestComposite composite, List<String> instances) {
        this.composite = composite;
        clients = instances.stream().map(instance -> new Client(composite, instance)).toList();
    }

    /**
     * On H2, in memory.
     *
     * @param name no other row of this JVM has it
     */
    static Row onH2(String name, List<String> instances) {
        return open("jdbc:h2:mem:%s-{instance}".formatted(name), instances);
    }

    /** On databases that are created for them; no other row has instances of these names there. */
    static Row on(Databases databases, List<String> instances) {
        instances.forEach(databases::create);
        return open(databases.url("{instance}"), instances);
    }

    private static Row open(String url, List<String> instances) {
        var composite = TestComposite.start("""
                apps.conduit.class = dev.rowhouse.apps.conduit.ConduitApp
                defaults { app = conduit, mount = "/{instance}", settings.bcrypt-strength = 4
                           engines.default { url = "%s", schema = create, pool.borrow-timeout = 30s } }
                instances { %s }
                """.formatted(url, instances.stream().map("%s {}"::formatted).collect(Collectors.joining(", "))));
        return new Row(composite, instances);
    }

    /** One client for each instance, in their order. */
    List<Client> clients() {
        return clients;
    }

    TestComposite composite() {
        return composite;
    }

    @Override
    public void close() {
        composite.close();
    }
}
