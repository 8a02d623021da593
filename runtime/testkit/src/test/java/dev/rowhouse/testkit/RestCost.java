package dev.rowhouse.testkit;

import dev.rowhouse.config.InstanceName;
import dev.rowhouse.instance.HostedInstance;
import dev.rowhouse.instance.Phase;
import java.lang.management.ManagementFactory;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.management.ObjectName;

/**
 * What instances at rest cost: prints how long the first request to one takes, over HTTP, and how much heap one holds. To be run by
 * hand; takes some minutes. The options of {@code conf/jvm.options} matter.
 *
 * <p>The first argument says how many instances rest while heap is measured, the second how many are woken. With a third, it prints
 * which classes the heap at rest consists of.
 */
final class RestCost {
    private static final Pattern LINE = Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+).*");
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int FEW = 100;

    private RestCost() {}

    public static void main(String[] arguments) throws Exception {
        int many = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
        int woken = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 500;
        wake("H2 in memory", woken, "jdbc:h2:mem:wake-{instance}");
        wake("H2 in a file", woken, "jdbc:h2:file:{here}/{instance}");
        rest("H2 in memory", many, "jdbc:h2:mem:rest-{instance}", arguments.length > 2);
    }

    private static String conf(int count, String url) {
        return """
                apps.trial.class = dev.rowhouse.testkit.TrialApp
                fleets.f { count = %d, name = "tenant-{n}", instance {
                  app = trial, mount = "/{instance}", engines.default { url = "%s", schema = create } } }
                """.formatted(count, url);
    }

    private static void wake(String what, int count, String url) throws Exception {
        try (var composite = TestComposite.start(conf(count, url)); var client = client()) {
            visit(composite, client, count);
            restAll(composite);
            System.out.println(what + ", first request to one at rest: " + visit(composite, client, count));
            System.out.println(what + ", next request: " + visit(composite, client, count));
        }
    }

    private static void rest(String what, int count, String url, boolean classes) throws Exception {
        try (var client = client()) {
            long few;
            Map<String, long[]> before;
            try (var composite = TestComposite.start(conf(FEW, url))) {
                visit(composite, client, FEW);
                restAll(composite);
                few = used();
                before = classes ? histogram() : Map.of();
            }
            try (var composite = TestComposite.start(conf(count + FEW, url))) {
                long unused = used() - few;
                visit(composite, client, count + FEW);
                restAll(composite);
                long rested = used() - few;
                // Guice remembers injectors that are gone until others are made, which happens a few times a second.
                for (long earlier = Long.MAX_VALUE; earlier - rested > count * 10L; rested = used() - few) {
                    earlier = rested;
                }
                System.out.printf("%s, %d instances: %d bytes of heap each before first use, %d at rest%n", what, count,
                        unused / count, rested / count);
                if (classes) {
                    print(before, histogram(), count);
                }
            }
        }
    }

    private static HttpClient client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    private static String visit(TestComposite composite, HttpClient client, int count) throws Exception {
        long[] micros = new long[count];
        for (int i = 0; i < count; i++) {
            var request = HttpRequest.newBuilder(composite.uri("/tenant-%d/count".formatted(i + 1))).build();
            long began = System.nanoTime();
            var answer = client.send(request, BodyHandlers.ofString());
            micros[i] = (System.nanoTime() - began) / 1000;
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("status " + answer.statusCode());
            }
            if (count > 1000 && i >= 200) {
                // As many as that serve at a time.
                rest(composite.composite().instances().get(new InstanceName("tenant-" + (i - 199))));
            }
        }
        Arrays.sort(micros);
        return "median %d us, p99 %d us".formatted(micros[count / 2], micros[count * 99 / 100]);
    }

    /** On a thread that ends, as instances rest by themselves: pools leave something with threads that close them. */
    private static void rest(HostedInstance instance) throws InterruptedException {
        Thread.ofVirtual().start(() -> {
            try {
                while (instance.running() > 0 || instance.passivate(LONG)) {
                    Thread.onSpinWait();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }).join();
    }

    private static void restAll(TestComposite composite) throws InterruptedException {
        for (var instance : composite.composite().instances().all()) {
            if (instance.phase() == Phase.SERVING) {
                rest(instance);
            }
        }
    }

    private static long used() throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            System.gc();
            Thread.sleep(200);
        }
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static Map<String, long[]> histogram() throws Exception {
        var text = (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(new ObjectName("com.sun.management:type=DiagnosticCommand"), "gcClassHistogram",
                        new Object[]{new String[0]}, new String[]{String[].class.getName()});
        Map<String, long[]> classes = new HashMap<>();
        text.lines()
                .map(LINE::matcher)
                .filter(line -> line.matches())
                .forEach(line -> classes.put(line.group(3),
                        new long[]{Long.parseLong(line.group(1)), Long.parseLong(line.group(2))}));
        return classes;
    }

    private static void print(Map<String, long[]> before, Map<String, long[]> after, int count) {
        record Row(String name, double objects, double bytes) {}
        List<Row> rows = new ArrayList<>();
        after.forEach((name, now) -> {
            var then = before.getOrDefault(name, new long[2]);
            rows.add(new Row(name, (now[0] - then[0]) / (double) count, (now[1] - then[1]) / (double) count));
        });
        rows.sort((a, b) -> Double.compare(b.bytes(), a.bytes()));
        rows.stream()
                .limit(40)
                .forEach(row -> System.out.printf("%8.1f B %6.2f x %s%n", row.bytes(), row.objects(), row.name()));
    }
}
