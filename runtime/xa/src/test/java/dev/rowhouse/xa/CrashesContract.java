package dev.rowhouse.xa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowhouse.databases.Databases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a transaction whose process was killed, once its instance has started again. */
abstract class CrashesContract {
    /** Where it is killed, and what must be there afterwards. */
    private enum Point {
        BEFORE_ANY_HAS_PREPARED("before prepare 1", false),
        AFTER_ONE_HAS_PREPARED("after prepare 1", false),
        BEFORE_THE_DECISION_IS_IN_THE_LOG("after prepare 2", false),
        AFTER_THE_DECISION_IS_IN_THE_LOG("before commit 1", true),
        AFTER_ONE_HAS_COMMITTED("after commit 1", true),
        BEFORE_THE_DECISION_LEAVES_THE_LOG("after commit 2", true);

        final String step;
        final boolean commits;

        Point(String step, boolean commits) {
            this.step = step;
            this.commits = commits;
        }
    }

    private final Databases databases;
    private final List<Boolean> fileFirst;

    @TempDir
    Path files;

    /**
     * Between a file of H2 and a database of another product.
     *
     * @param fileFirst in which orders they commit
     */
    CrashesContract(Databases databases, Boolean... fileFirst) {
        this.databases = databases;
        this.fileFirst = List.of(fileFirst);
    }

    @TestFactory
    List<DynamicTest> leavesAllOrNothing() {
        List<DynamicTest> tests = new ArrayList<>();
        for (var point : Point.values()) {
            for (var first : fileFirst) {
                var name = "%s_%s".formatted(point.step.replace(' ', '_'), first);
                tests.add(DynamicTest.dynamicTest(point + (first ? ", file first" : ", file last"),
                        () -> leavesAllOrNothing(point, first, name)));
            }
        }
        return tests;
    }

    private void leavesAllOrNothing(Point point, boolean first, String name) throws Exception {
        var file = "jdbc:h2:file:" + files.resolve(name).resolve("h2");
        var server = databases.create("crash_" + name);
        var urls = first ? List.of(file, server) : List.of(server, file);
        var folder = files.resolve(name);
        try (var house = House.open("crashing", folder, Seam.NONE, urls)) {
            house.add("first");
        }
        var said = files.resolve(name + ".log");
        assertThat(crash(point.step, folder, urls, said))
                .as(() -> "has come to %s, %s".formatted(point.step, read(said)))
                .isEqualTo(Crash.KILLED);
        try (var house = House.open("crashing", folder, Seam.NONE, urls)) {
            var expected = point.commits ? List.of("first", "second") : List.of("first");
            assertThat(house.texts()).containsOnly(expected);
            assertThat(house.prepared()).as("prepared").isZero();
            assertThat(house.logged()).as("logged").isZero();
            house.add("third");
            assertThat(house.texts()).allMatch(texts -> texts.contains("third"));
        }
    }

    private static int crash(String step, Path folder, List<String> urls, Path said)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), Crash.class.getName(), step,
                        folder.toString()));
        command.addAll(urls);
        return new ProcessBuilder(command).redirectOutput(said.toFile()).redirectErrorStream(true).start().waitFor();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
