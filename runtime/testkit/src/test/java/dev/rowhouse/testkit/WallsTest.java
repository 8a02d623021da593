package dev.rowhouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of the walls in runtime/WALLS.md: each row has a proof, and each proof is a test that is there. */
class WallsTest {
    private static final Path ROOT = Path.of("../..");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final Pattern TEST = Pattern.compile("([A-Z]\\w*(?:Test|Contract))(?:\\.(\\w+))?");
    private static final Pattern METHOD = Pattern.compile("\\.?([a-z]\\w+)");

    private final Map<String, String> sources = sources();

    /** A way from one instance to another. */
    private record Row(String channel, String wall, String proof) {
        static Optional<Row> of(String line) {
            var cells = line.split(" \\| ?", -1);
            return line.startsWith("| ") && cells.length >= 3 && !cells[0].equals("| channel")
                    ? Optional.of(new Row(cells[0].substring(2), cells[1], cells[2]))
                    : Optional.empty();
        }
    }

    private static List<Row> rows() throws IOException {
        return Files.readAllLines(ROOT.resolve("runtime/WALLS.md"))
                .stream()
                .flatMap(line -> Row.of(line).stream())
                .toList();
    }

    /** Test classes by their names. */
    private static Map<String, String> sources() {
        Map<String, String> found = new HashMap<>();
        for (var part : List.of("runtime", "apps")) {
            try (var files = Files.walk(ROOT.resolve(part))) {
                files.filter(file -> file.toString().matches(".*/src/test/java/.*(Test|Contract)\\.java"))
                        .forEach(file -> found.merge(file.getFileName().toString().replace(".java", ""), text(file),
                                String::concat));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void onlyWhatIsAnnouncedGoesWithoutProof() throws IOException {
        assertThat(rows()).hasSizeGreaterThan(90)
                .filteredOn(row -> row.proof().isBlank())
                .allMatch(row -> row.wall().startsWith("announced"));
    }

    @Test
    void everyProofIsATestThatIsThere() throws IOException {
        assertThat(rows().stream().flatMap(this::lacking)).isEmpty();
    }

    /** Tests that a row names and that don't exist. A method without a class is one of the class before it. */
    private Stream<String> lacking(Row row) {
        var named = new HashMap<String, String>();
        return QUOTED.matcher(row.proof()).results().map(quoted -> quoted.group(1)).filter(word -> {
            var test = TEST.matcher(word);
            if (test.matches()) {
                named.put("class", test.group(1));
                return !sources.containsKey(test.group(1))
                        || (test.group(2) != null && !has(test.group(1), test.group(2)));
            }
            var method = METHOD.matcher(word);
            return method.matches() && !has(Objects.requireNonNullElse(named.get("class"), ""), method.group(1));
        }).map(word -> "%s: %s".formatted(row.channel(), word));
    }

    /** A class may inherit its tests from a contract. */
    private boolean has(String test, String method) {
        return sources.entrySet()
                .stream()
                .filter(source -> source.getKey().equals(test) || source.getKey().endsWith("Contract"))
                .anyMatch(source -> source.getValue().contains(" %s(".formatted(method)));
    }
}
