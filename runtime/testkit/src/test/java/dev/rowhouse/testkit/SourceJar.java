package dev.rowhouse.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Sources of an app, and other files, that become a jar or a folder of classes. */
final class SourceJar {
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, String> files = new LinkedHashMap<>();

    /** Adds a class by its full name. */
    SourceJar source(String name, String text) {
        sources.put(name, text);
        return this;
    }

    /** Adds another file by its path in the jar. */
    SourceJar file(String name, String text) {
        files.put(name, text);
        return this;
    }

    /** Compiles all into a folder. */
    Path folder(Path folder) {
        try {
            Files.createDirectories(folder);
            var compiler = ToolProvider.getSystemJavaCompiler();
            var said = new StringWriter();
            var units = sources.entrySet().stream().map(one -> new Source(one.getKey(), one.getValue())).toList();
            var options = List.of("-d", folder.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none",
                    "-parameters");
            if (!compiler.getTask(said, null, null, options, null, units).call()) {
                throw new AssertionError(said.toString());
            }
            for (var file : files.entrySet()) {
                var target = folder.resolve(file.getKey());
                Files.createDirectories(target.getParent());
                Files.writeString(target, file.getValue());
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Compiles all into a jar. */
    Path jar(Path jar) {
        var folder = folder(jar.resolveSibling(jar.getFileName() + ".classes"));
        try (var out = Files.newOutputStream(jar); var all = Files.walk(folder)) {
            pack(folder, all.filter(Files::isRegularFile).sorted().toList(), out);
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pack(Path folder, List<Path> files, OutputStream target) throws IOException {
        try (var out = new JarOutputStream(target)) {
            for (var file : files) {
                out.putNextEntry(new JarEntry(folder.relativize(file).toString()));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String name, String text) {
            super(URI.create("string:///%s.java".formatted(name.replace('.', '/'))), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
