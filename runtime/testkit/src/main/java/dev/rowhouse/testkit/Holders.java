package dev.rowhouse.testkit;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.netbeans.lib.profiler.heap.Heap;
import org.netbeans.lib.profiler.heap.HeapFactory;
import org.netbeans.lib.profiler.heap.Instance;
import org.netbeans.lib.profiler.heap.JavaClass;
import org.netbeans.lib.profiler.heap.JavaFrameGCRoot;
import org.netbeans.lib.profiler.heap.ObjectArrayInstance;
import org.netbeans.lib.profiler.heap.ObjectFieldValue;
import org.netbeans.lib.profiler.heap.PrimitiveArrayInstance;
import org.netbeans.lib.profiler.heap.ThreadObjectGCRoot;

/**
 * Says what holds an object that should be garbage: the way to it from a static field, a thread or whatever else the collector begins
 * with. Reads a dump of the whole heap, which takes seconds and as much space in the folder for temporary files as the heap
 * has in use; for messages about failures alone.
 */
final class Holders {
    /** Ways are seldom longer; lists that are linked may be. */
    private static final int LONGEST = 60;

    private final Heap heap;

    private Holders(Heap heap) {
        this.heap = heap;
    }

    /** How an object is found in the dump. */
    private record Sought(WeakReference<Object> object) {}

    /**
     * The way to an object that is held, its holder last: one line for each step.
     *
     * @param object what should be garbage
     * @return empty if it is garbage by now
     * @throws UncheckedIOException if the heap can't be dumped or read
     */
    static List<String> of(WeakReference<Object> object) {
        var sought = new Sought(object);
        try {
            var folder = Files.createTempDirectory("rowhouse-heap");
            try {
                var dump = folder.resolve("heap.hprof");
                ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(dump.toString(), true);
                return new Holders(HeapFactory.createHeap(dump.toFile())).way();
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no heap dump can be made to look what holds an object", e);
        } finally {
            Reference.reachabilityFence(sought);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private List<String> way() {
        var sought = (Instance) heap.getJavaClassByName(Sought.class.getName()).getInstances().getFirst();
        var weak = (Instance) sought.getValueOfField("object");
        List<String> steps = new ArrayList<>();
        var here = (Instance) weak.getValueOfField("referent");
        while (here != null && !here.isGCRoot() && steps.size() < LONGEST) {
            var holder = here.getNearestGCRootPointer();
            if (holder == null) {
                break;
            }
            steps.add(step(holder, here));
            here = holder;
        }
        if (here != null && here.isGCRoot()) {
            steps.add(root(here));
        }
        return steps;
    }

    private String step(Instance holder, Instance held) {
        if (holder instanceof ObjectArrayInstance array) {
            return "%s at %d".formatted(holder.getJavaClass().getName(), array.getValues().indexOf(held));
        }
        var type = classOf(holder);
        if (type != null) {
            return field("static " + type.getName(), type.getStaticFieldValues(), held);
        }
        return field(holder.getJavaClass().getName(), holder.getFieldValues(), held);
    }

    private static String field(String holder, List<?> fields, Instance held) {
        for (var field : fields) {
            if (field instanceof ObjectFieldValue value && held.equals(value.getInstance())) {
                return holder + "." + value.getField().getName();
            }
        }
        return holder;
    }

    private @Nullable JavaClass classOf(Instance holder) {
        return holder.getJavaClass().getName().equals(Class.class.getName())
                ? heap.getJavaClassByID(holder.getInstanceId())
                : null;
    }

    private String root(Instance instance) {
        var root = heap.getGCRoot(instance);
        if (root instanceof JavaFrameGCRoot frame && frame.getThreadGCRoot() != null) {
            return "a variable of thread " + name(frame.getThreadGCRoot().getInstance());
        }
        if (root instanceof ThreadObjectGCRoot thread) {
            return "thread " + name(thread.getInstance());
        }
        return root.getKind();
    }

    private static String name(Instance thread) {
        return thread.getValueOfField("name") instanceof Instance text
                && text.getValueOfField("value") instanceof PrimitiveArrayInstance bytes ? decode(bytes.getValues())
                        : thread.getJavaClass().getName();
    }

    /** Names of threads are Latin-1 here: those of instances are. */
    private static String decode(List<?> bytes) {
        var text = new StringBuilder(bytes.size());
        bytes.forEach(one -> text.append((char) (Byte.parseByte(String.valueOf(one)) & 0xff)));
        return text.toString();
    }
}
