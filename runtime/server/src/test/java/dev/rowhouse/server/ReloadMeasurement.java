package dev.rowhouse.server;

import dev.rowhouse.config.InstanceName;
import dev.rowhouse.config.ListenAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Changes a composite under load again and again, and counts every answer: by turns the settings of an instance, its limits, its mounts,
 * a form of it that can't start, and a start of it. Its neighbour must not notice. Prints what it saw.
 */
final class ReloadMeasurement {
    private static final int RELOADS = 100;

    private ReloadMeasurement() {}

    /**
     * Measures.
     *
     * @param arguments what else the instance says that is changed, for example {@code transactions=xa}
     */
    public static void main(String[] arguments) throws Exception {
        var folder = Files.createTempDirectory("rowhouse-reload");
        var file = folder.resolve("composite.conf");
        var more = String.join("\n", arguments);
        write(file, more);
        try (var composite = Composite.open(file, List.of(new ListenAddress("127.0.0.1", 0)))) {
            composite.start();
            long begin = System.nanoTime();
            long longest = 0;
            try (var north = Load.on(composite, "/north/", 8); var south = Load.on(composite, "/south/", 4)) {
                for (int i = 0; i < RELOADS; i++) {
                    north.await(20);
                    write(file, more + "\n" + switch (i % 4) {
                        case 0 -> "settings.greeting = \"%d\"".formatted(i);
                        case 1 -> "limits.concurrent = %d".formatted(1000 + i);
                        case 2 -> "mount = [\"/north\", \"/n%d\"]".formatted(i);
                        default -> "settings.broken = true";
                    });
                    long before = System.nanoTime();
                    composite.apply();
                    longest = Math.max(longest, System.nanoTime() - before);
                    if (i % 10 == 0) {
                        composite.instances().get(new InstanceName("north")).restart(composite.config().drain());
                    }
                }
                var failures = north.failures();
                var others = south.failures();
                System.out.printf(
                        "%d reloads in %d ms, the longest %d ms; %d answers, failed: %s, slowest %d ms; neighbour: %d answers, failed: %s, slowest %d ms, starts: %d%n",
                        RELOADS, millis(System.nanoTime() - begin), millis(longest), north.answers(), failures,
                        north.slowestMillis(), south.answers(), others, south.slowestMillis(), south.bodies().size());
            }
        }
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }

    private static void write(Path file, String north) throws Exception {
        Files.writeString(file, """
                apps.starts.class = dev.rowhouse.server.StartsApp
                defaults { app = starts, mount = "/{instance}"
                  engines.default { url = "jdbc:h2:mem:measure-{instance}", schema = create } }
                instances { north {}, south {} }
                instances.north { %s }
                """.formatted(north));
    }
}
