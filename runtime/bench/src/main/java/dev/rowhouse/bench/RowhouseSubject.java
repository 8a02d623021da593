package dev.rowhouse.bench;

import dev.rowhouse.bench.subject.Subject;
import dev.rowhouse.config.InstanceName;
import dev.rowhouse.instance.Phase;
import dev.rowhouse.server.Composite;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A composite in a JVM that is measured. */
final class RowhouseSubject {
    private final Composite composite;

    private RowhouseSubject(Composite composite) {
        this.composite = composite;
    }

    /**
     * Serves a composite, and answers {@code port} and {@code start NAME...}, which tells {@code median} in milliseconds.
     *
     * @param arguments the composite file
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (var composite = Composite.open(Path.of(arguments[0]))) {
            composite.start();
            var port = (double) composite.addresses().getFirst().getPort();
            new Subject().on("port", _ -> Map.of("port", port))
                    .on("start", new RowhouseSubject(composite)::start)
                    .answer();
        }
    }

    private Map<String, Double> start(List<String> names) {
        List<Double> millis = new ArrayList<>();
        for (var name : names) {
            var instance = composite.instances().get(new InstanceName(name));
            long began = System.nanoTime();
            var phase = instance.start();
            millis.add((System.nanoTime() - began) / (double) TimeUnit.MILLISECONDS.toNanos(1));
            if (phase != Phase.SERVING) {
                throw new IllegalStateException("%s is %s: %s".formatted(name, phase, instance.failure().orElse("")));
            }
        }
        return Map.of("median", new Series(millis).median());
    }
}
