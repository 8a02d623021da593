package dev.rowhouse.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Small sources, compiled and audited. */
final class Sources {
    /** All on one line, so that the first line of a source is the second of its file. */
    private static final String IMPORTS = Stream
            .of("java.util", "java.util.concurrent", "java.util.concurrent.atomic", "java.util.function")
            .map("import %s.*;"::formatted)
            .collect(Collectors.joining("", "", "\n"));

    private Sources() {}

    /** What is found in classes without a package, as {@code SEVERITY rule Class.member}, worst first. */
    static List<String> findings(Path folder, String source) {
        return Audit.of(List.of(compile(folder, source)), List.of())
                .stream()
                .map(finding -> finding.severity() + " " + finding.name())
                .toList();
    }

    /** The same without the hints. */
    static List<String> serious(Path folder, String source) {
        return findings(folder, source).stream().filter(line -> !line.startsWith("LOW")).toList();
    }

    /** The folder of the compiled classes. */
    static Path compile(Path folder, String source, Path... classPath) {
        try {
            var file = Files.writeString(folder.resolve("Sources.java"), IMPORTS + source);
            var classes = Files.createDirectories(folder.resolve("classes"));
            var messages = new StringWriter();
            var path = new ArrayList<>(List.of("-nowarn", "-g", "-proc:none", "-d", classes.toString(), "-cp",
                    String.join(File.pathSeparator, List.of(classPath).stream().map(Path::toString).toList())));
            var compiler = ToolProvider.getSystemJavaCompiler();
            try (var files = compiler.getStandardFileManager(null, null, null)) {
                boolean compiled = compiler.getTask(messages, files, null, path, null, files.getJavaFileObjects(file))
                        .call();
                assertThat(compiled).as(messages.toString()).isTrue();
            }
            return classes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
