package dev.rowhouse.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigOriginFactory;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.io.IOException;
import java.io.LineNumberReader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Reads files of Java's properties in UTF-8 as if their dotted keys were nested objects. The HOCON library could, but would
 * forget the lines.
 */
final class PropertiesFile {
    static final String SUFFIX = ".properties";

    private final Places places;
    private final Mistakes mistakes;
    private final Branch root = new Branch(new LinkedHashMap<>(), 0);

    /** Keys below a key; a later line takes the place of an earlier one. */
    private record Branch(Map<String, Object> children, int line) {}

    PropertiesFile(Places places, Mistakes mistakes) {
        this.places = places;
        this.mistakes = mistakes;
    }

    /**
     * Reads a file that exists.
     *
     * @return empty if it can't be read; what is wrong was noted
     */
    Optional<Config> parse(Path file) {
        var origin = ConfigOriginFactory.newFile(file.toString());
        try (var lines = new LineNumberReader(Files.newBufferedReader(file))) {
            var entry = new StringBuilder();
            int first = 1;
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                boolean continued = isContinued(line, entry.isEmpty());
                entry.append(line).append('\n');
                if (!continued) {
                    add(entry.toString(), origin.withLineNumber(first));
                    entry.setLength(0);
                    first = lines.getLineNumber() + 1;
                }
            }
            add(entry.toString(), origin.withLineNumber(first));
        } catch (IOException e) {
            mistakes.add(places.of(file), "", "the file can't be read as text",
                    "check who may read it, and that it is in UTF-8");
            return Optional.empty();
        }
        return mistakes.isEmpty() ? Optional.of(object(root, origin).toConfig()) : Optional.empty();
    }

    /** Whether a line ends with a backslash that is not escaped by another one; comments never do. */
    private static boolean isContinued(String line, boolean first) {
        var text = line.stripLeading();
        if (first && (text.startsWith("#") || text.startsWith("!"))) {
            return false;
        }
        int backslashes = 0;
        while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }

    private void add(String entry, ConfigOrigin origin) throws IOException {
        var properties = new Properties();
        try {
            properties.load(new StringReader(entry));
        } catch (IllegalArgumentException e) {
            mistakes.add(places.of(origin), "", "a backslash and u begin no known escape",
                    "write four hexadecimal digits after them, or two backslashes for one");
        }
        for (var key : properties.stringPropertyNames()) {
            var names = key.split("\\.", -1);
            var branch = root;
            for (int i = 0; i < names.length - 1; i++) {
                var child = branch.children().get(names[i]);
                if (!(child instanceof Branch)) {
                    child = new Branch(new LinkedHashMap<>(), origin.lineNumber());
                    branch.children().put(names[i], child);
                }
                branch = (Branch) child;
            }
            branch.children()
                    .put(names[names.length - 1],
                            ConfigValueFactory.fromAnyRef(properties.getProperty(key)).withOrigin(origin));
        }
    }

    private static ConfigObject object(Branch branch, ConfigOrigin file) {
        Map<String, ConfigValue> values = new LinkedHashMap<>();
        branch.children()
                .forEach((name, child) -> values.put(name,
                        child instanceof Branch inner ? object(inner, file) : (ConfigValue) child));
        var origin = branch.line() > 0 ? file.withLineNumber(branch.line()) : file;
        return ConfigValueFactory.fromMap(values).withOrigin(origin);
    }
}
