package dev.rowhouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import dev.rowhouse.config.InstanceName;
import dev.rowhouse.instance.HostedInstance;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** What is left of instances that were started, used and stopped many times: nothing. Alone, because it counts what the JVM has. */
@Isolated
class CleanStopTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    /** After so many of each instance, what is made once has been made; the JDK makes classes for what is called 127 times. */
    private static final int WARM = 130;

    /** How many starts are looked at; in all 500. */
    private static final int TIMES = 370;

    /** One start of so many is of the instance whose database is in a file, which takes longer. */
    private static final int FILE = 5;

    /** Libraries forget some of what is gone only when they look again; what each start leaves behind is more. */
    private static final int LEAST = TIMES * 3 / 4;

    /** A client may load classes that it hasn't needed before. */
    private static final int CLASSES_BY_CHANCE = 40;

    /** How often garbage is collected before a census, and some starts made after each; what each of all starts leaves shows as before. */
    private static final int SETTLING = 2;

    /** How many dumps of threads are made until nobody is there who wasn't. */
    private static final int DUMPS = 50;

    private static final Pattern THREAD = Pattern.compile("^#\\d+ \"(.*)\"", Pattern.MULTILINE);

    private static final Pattern OBJECTS = Pattern.compile("\\s+\\d+:\\s+(?<count>\\d+)\\s+\\d+\\s+(?<name>\\S+).*");

    /** The JDK's, of which a census is made itself, and values that H2 caches as long as memory is free. */
    private static final Pattern OTHERS = Pattern.compile("(\\[|java\\.|org\\.h2\\.value\\.).*");

    private static final Pattern CLASSES = Pattern.compile("0x\\w+ .* (?<name>[^\\s/]+)(/0x\\w+)?\\s*");

    @TempDir
    private Path folder;

    /**
     * What the JVM has.
     *
     * @param classes how many are loaded by each name; hidden ones have none of their own
     * @param threads how many are there of each name, virtual ones too
     * @param beans names of JMX
     * @param objects how many of each class are reachable
     */
    private record Census(
            Map<String, Long> classes,
            Map<String, Long> threads,
            Set<String> beans,
            Map<String, Long> objects) {}

    @Test
    void leavesNoClassThreadBeanOrObjectBehind() throws Exception {
        try (var composite = TestComposite.start("""
                apps.trial.class = dev.rowhouse.testkit.TrialApp
                instances.memory { app = trial, mount = "/memory",
                  engines.default { url = "jdbc:h2:mem:clean;DB_CLOSE_DELAY=-1", schema = create } }
                instances.file { app = trial, mount = "/file",
                  engines.default { url = "jdbc:h2:file:%s/{instance}", schema = create } }
                """.formatted(folder))) {
            repeat(composite, WARM);
            settle(composite);
            // A census needs classes and threads of its own.
            census();
            var before = census();
            repeat(composite, TIMES);
            settle(composite);
            var after = census();
            assertThat(after.beans()).isEqualTo(before.beans());
            assertThat(threadsThatStay(before, after)).as("threads that came").isEmpty();
            assertThat(more(before.classes(), after.classes(), 1)).as("classes that came")
                    .hasSizeLessThan(CLASSES_BY_CHANCE);
            assertThat(more(before.classes(), after.classes(), CLASSES_BY_CHANCE)).as("classes that came again")
                    .isEmpty();
            assertThat(more(before.objects(), after.objects(), LEAST)).as("objects that came")
                    .allMatch(found -> OTHERS.matcher(found.substring(found.indexOf(' ') + 1)).matches());
            composite.assertNothingRemains("memory");
            composite.assertNothingRemains("file");
        }
    }

    private static HostedInstance instance(TestComposite composite, String name) {
        return composite.composite().instances().get(new InstanceName(name));
    }

    private static void repeat(TestComposite composite, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            var instance = instance(composite, i % FILE == 0 ? "file" : "memory");
            assertThat(composite.get("/%s/count".formatted(instance.name())).body()).isEqualTo("0");
            // A client has its answer a little before the request is over; if it never is, the time limit ends this.
            while (!instance.passivate(LONG)) {
                Thread.onSpinWait();
            }
        }
    }

    /**
     * Lets libraries look again once the garbage was collected: a start makes so little of it that tens of starts are gone, and not yet
     * collected, when the last one is made.
     */
    private static void settle(TestComposite composite) throws Exception {
        for (int i = 0; i < SETTLING; i++) {
            System.gc();
            repeat(composite, 4 * FILE);
        }
    }

    /** Of what at least so many have come. */
    private static List<String> more(Map<String, Long> before, Map<String, Long> after, int least) {
        List<String> found = new ArrayList<>();
        after.forEach((type, count) -> {
            long more = count - before.getOrDefault(type, 0L);
            if (more >= least) {
                found.add("%d %s".formatted(more, type));
            }
        });
        return found;
    }

    /** Some threads, like a heartbeat, are there for a moment, and in one dump by chance. */
    private List<String> threadsThatStay(Census before, Census after) throws Exception {
        var came = more(before.threads(), after.threads(), 1);
        for (int i = 0; i < DUMPS && !came.isEmpty(); i++) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            came = more(before.threads(), threads(), 1);
        }
        return came;
    }

    private Census census() throws Exception {
        // References are cleared in one collection, and what they held goes with the next.
        Map<String, Long> objects = Map.of();
        for (int i = 0; i < 3; i++) {
            System.gc();
            objects = count("gcClassHistogram", OBJECTS);
        }
        var beans = ManagementFactory.getPlatformMBeanServer()
                .queryNames(null, null)
                .stream()
                .map(ObjectName::getCanonicalName)
                .collect(Collectors.toCollection(TreeSet::new));
        return new Census(count("vmClasses", CLASSES), threads(), beans, objects);
    }

    /** The names of threads without numbers, but for those that the JVM and the pool of carriers make as they like. */
    private Map<String, Long> threads() throws Exception {
        var dump = folder.resolve("threads");
        Files.deleteIfExists(dump);
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .dumpThreads(dump.toString(), ThreadDumpFormat.TEXT_PLAIN);
        return THREAD.matcher(Files.readString(dump))
                .results()
                .map(found -> found.group(1).replaceAll("\\d+", "n"))
                .filter(name -> !name.isEmpty() && !name.startsWith("ForkJoinPool") && !name.startsWith("HttpClient"))
                .collect(Collectors.groupingBy(name -> name, Collectors.counting()));
    }

    /** Counts what a diagnostic command lists, by name. */
    private static Map<String, Long> count(String command, Pattern lines) throws JMException {
        var listed = (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(new ObjectName("com.sun.management:type=DiagnosticCommand"), command,
                        new Object[]{new String[0]}, new String[]{String[].class.getName()});
        Map<String, Long> counts = new TreeMap<>();
        listed.lines()
                .map(lines::matcher)
                .filter(Matcher::matches)
                .forEach(found -> counts.merge(found.group("name"),
                        found.namedGroups().containsKey("count") ? Long.parseLong(found.group("count")) : 1,
                        Long::sum));
        return counts;
    }
}
