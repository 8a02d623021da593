package dev.rowhouse.instance.health;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a process that runs out of memory says before it ends: whose code asked for memory last. Memory is shared, so this need not be who
 * has taken it; of an instance that it is said of twice, it is likely.
 *
 * <p>One line a death is appended to a file, {@code <milliseconds since 1970> <instance> <configuration>}, which the next process reads. All
 * that is needed is there beforehand, since nothing can be counted on that has to be allocated then.
 *
 * <p>Safe for use by many threads; the first one ends the process.
 */
public final class LastWords implements AutoCloseable {
    /** The status of a process that had no memory left; the JVM's own {@code ExitOnOutOfMemoryError} has the same. */
    public static final int STATUS = 3;

    /** What stands in front of an instance that an operator lets start again. */
    private static final String PARDON = "pardoned";

    private static final byte[] SAID = ": OutOfMemoryError; the process ends\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BEGIN = "rowhouse: instance ".getBytes(StandardCharsets.US_ASCII);
    private static final int DIGITS = 13;

    private final Path file;

    /** Not a channel, which closes itself where the thread is interrupted that writes. */
    private final FileOutputStream out;
    private final FileOutputStream console = new FileOutputStream(FileDescriptor.err);
    private final AtomicBoolean said = new AtomicBoolean();

    private LastWords(Path file, FileOutputStream out) {
        this.file = file;
        this.out = out;
    }

    /**
     * Prepares to say something.
     *
     * @param folder where the file {@code oom} is; made if it isn't there
     * @throws IOException if it can't be written
     */
    public static LastWords open(Path folder) throws IOException {
        Files.createDirectories(folder);
        var file = folder.resolve("oom");
        return new LastWords(file, new FileOutputStream(file.toFile(), true));
    }

    /** Where it is written. */
    public Path file() {
        return file;
    }

    /**
     * The names of all instances that stand in the file, and whatever else stands where a name should be.
     *
     * @throws IOException if it can't be read
     */
    public Set<String> named() throws IOException {
        return Files.readAllLines(file, StandardCharsets.US_ASCII)
                .stream()
                .map(line -> line.split(" "))
                .filter(words -> words.length >= 2)
                .map(words -> words[1])
                .collect(Collectors.toSet());
    }

    /**
     * What stands in the file of an instance since it was pardoned last, as it is configured now.
     *
     * @throws IOException if it can't be read
     */
    public Deaths deaths(String instance, String configuration) throws IOException {
        return Deaths.read(Files.readAllLines(file, StandardCharsets.US_ASCII), instance, configuration);
    }

    /** Lets an instance start again after the next restart of the process. */
    public void pardon(String instance) throws IOException {
        out.write("%s %s\n".formatted(PARDON, instance).getBytes(StandardCharsets.US_ASCII));
    }

    /** When an instance ran out of memory: in milliseconds since 1970, the oldest first. */
    public record Deaths(List<Long> times) {
        /** How near to each other two must be to count as a habit. */
        private static final long NEAR_MILLIS = 3_600_000;

        static Deaths read(List<String> lines, String instance, String configuration) {
            var own = lines.stream()
                    .map(line -> line.split(" "))
                    .filter(words -> words.length >= 2 && words[1].equals(instance))
                    .toList();
            int pardoned = own.stream().map(words -> words[0]).toList().lastIndexOf(PARDON);
            return new Deaths(own.stream()
                    .skip(pardoned + 1L)
                    .filter(words -> words.length == 3 && words[2].equals(configuration))
                    .flatMap(words -> number(words[0]))
                    .toList());
        }

        private static Stream<Long> number(String word) {
            return word.matches("\\d{1,18}") ? Stream.of(Long.valueOf(word)) : Stream.empty();
        }

        /** Whether the last two came within an hour. */
        public boolean areAHabit() {
            int count = times.size();
            return count >= 2 && times.get(count - 1) - times.get(count - 2) <= NEAR_MILLIS;
        }
    }

    /**
     * Words for one instance.
     *
     * @param configuration tells this configuration of it from others, without blanks
     */
    public Words words(String instance, String configuration) {
        var time = "0".repeat(DIGITS);
        return new Words("%s %s %s\n".formatted(time, instance, configuration).getBytes(StandardCharsets.US_ASCII),
                instance.getBytes(StandardCharsets.US_ASCII));
    }

    /** What is said if it was one instance; prepared. */
    public final class Words {
        private final byte[] line;
        private final byte[] name;

        private Words(byte[] line, byte[] name) {
            this.line = line;
            this.name = name;
        }

        /** Says it, and ends the process at once: nothing that runs in it can be relied on. Does not return. */
        public void die() {
            try {
                if (said.compareAndSet(false, true)) {
                    say();
                } else {
                    leaveItToTheFirst();
                }
            } catch (Throwable e) {
                // There is nobody left to tell.
            } finally {
                Runtime.getRuntime().halt(STATUS);
            }
        }

        /** It ends the process; if it can't, this thread does after a second, however often it is interrupted. */
        private void leaveItToTheFirst() {
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
            for (long rest = 1; rest > 0; rest = until - System.nanoTime()) {
                LockSupport.parkNanos(rest);
                var _ = Thread.interrupted();
            }
        }

        private void say() throws IOException {
            long rest = System.currentTimeMillis();
            for (int place = DIGITS - 1; place >= 0; place--) {
                line[place] = (byte) ('0' + rest % 10);
                rest /= 10;
            }
            try {
                out.write(line);
                out.getFD().sync();
            } finally {
                console.write(BEGIN);
                console.write(name);
                console.write(SAID);
            }
        }
    }

    /** Lets go of the file. */
    @Override
    public void close() throws IOException {
        out.close();
    }
}
