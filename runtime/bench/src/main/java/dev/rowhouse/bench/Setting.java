package dev.rowhouse.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where it is measured, and how much.
 *
 * @param home the checkout, built
 * @param quick fewer rounds and smaller counts: minutes instead of an hour
 * @param progress is told what happens
 */
record Setting(Path home, boolean quick, PrintWriter progress) {
    /** The first where there is time, the second where it should be quick. */
    int either(int thorough, int fast) {
        return quick ? fast : thorough;
    }

    /** The java that runs this, and all that is measured. */
    static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /** Where the report and logs are written: {@code target/bench} of the checkout. */
    Path folder() {
        return home.resolve("target/bench");
    }

    /** The options of {@code conf/jvm.options}, as the launcher gives them to a composite. */
    List<String> launcherFlags() {
        return List.of("@" + home.resolve("conf/jvm.options"));
    }

    /** The class path of what runs in here: Rowhouse with its libraries, and the bench. */
    String ownClassPath() {
        var bench = home.resolve("runtime/bench/target");
        return bench.resolve("rowhouse-bench.jar") + ":" + bench.resolve("lib/*");
    }

    /** The class path of a rival: its jar and its libraries, nothing of ours but what it needs to be told what to do. */
    String rivalClassPath(String rival) {
        var target = rivalTarget(rival);
        return target.resolve("rowhouse-bench-%s.jar".formatted(rival)) + ":" + target.resolve("lib/*");
    }

    /** What the build of a rival left. */
    Path rivalTarget(String rival) {
        return home.resolve("runtime/bench/rivals").resolve(rival).resolve("target");
    }

    /** Folders of jars: Rowhouse's libraries, then each rival's. */
    List<Path> libraries() {
        var rivals = home.resolve("runtime/bench/rivals");
        try (var folders = Files.isDirectory(rivals) ? Files.list(rivals) : Stream.<Path>empty()) {
            return Stream.concat(Stream.of(home.resolve("runtime/bench")), folders.sorted())
                    .map(room -> room.resolve("target/lib"))
                    .filter(Files::isDirectory)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
