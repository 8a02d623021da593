package dev.rowhouse.probe;

import dev.rowhouse.config.ConfigException;
import dev.rowhouse.config.Mistake;
import dev.rowhouse.config.Origin;
import dev.rowhouse.config.ScenarioConfig;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes a scenario of what a browser has recorded (HTTP Archive 1.2): its requests to one instance, in their order. Host and
 * mount are left out, so that they may be asked of any instance; what came from an earlier answer (an id, a token) is captured
 * from it; what the user typed and an answer showed carries the canary.
 */
public final class HarReader {
    private static final long MOST_BYTES = 64L << 20;

    private HarReader() {}

    /**
     * Reads an archive.
     *
     * @param mounts paths of the mounts where it may have been recorded; empty for the root
     * @throws ConfigException if it is no archive, or nothing in it is of use
     */
    public static ScenarioConfig read(Path file, List<String> mounts) {
        var root = parse(file);
        var first = root.at("/log/entries").valueStream().flatMap(entry -> url(entry).stream()).findFirst();
        if (first.isEmpty()) {
            throw wrong(file, 0, "there is no request in log.entries", "record one with a browser, and save it as HAR");
        }
        var mount = mounts.stream()
                .filter(path -> isBelow(first.get(), path))
                .max(Comparator.comparingInt(String::length))
                .orElse("");
        List<HarEntry> entries = new ArrayList<>();
        for (var entry : root.at("/log/entries").values()) {
            url(entry).filter(url -> url.getRawAuthority().equals(first.get().getRawAuthority()) && isBelow(url, mount))
                    .map(url -> HarEntry.of(entry, path(url, mount)))
                    .filter(one -> !one.method().equals("OPTIONS") && one.status() >= 100 && one.status() < 600)
                    .ifPresent(entries::add);
        }
        if (entries.isEmpty()) {
            throw wrong(file, 0, "no request in it was answered", "record it again, while the instance serves");
        }
        return new ScenarioConfig(List.of(), new HarValues(entries).steps(new Origin(file.toString(), 0)), List.of());
    }

    private static JsonNode parse(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw wrong(file, 0, "the file is larger than %d MiB".formatted(MOST_BYTES >> 20),
                        "record fewer requests, or without the contents of pictures");
            }
            return JsonMapper.shared().readTree(Files.readAllBytes(file));
        } catch (JacksonException e) {
            throw wrong(file, e.getLocation() == null ? 0 : e.getLocation().getLineNr(), "this is not JSON",
                    "save what a browser recorded as HAR");
        } catch (IOException e) {
            throw wrong(file, 0, "the file can't be read", "write the path of a HAR file that can be read");
        }
    }

    private static ConfigException wrong(Path file, int line, String problem, String remedy) {
        return new ConfigException(List.of(new Mistake(new Origin(file.toString(), line), "", problem, remedy)));
    }

    private static Optional<URI> url(JsonNode entry) {
        try {
            var url = new URI(entry.at("/request/url").asString(""));
            return Optional.of(url)
                    .filter(one -> one.getRawAuthority() != null && String.valueOf(one.getScheme()).startsWith("http"));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean isBelow(URI url, String mount) {
        var path = url.getRawPath();
        return path.equals(mount) || path.startsWith(mount + "/");
    }

    private static String path(URI url, String mount) {
        var path = url.getRawPath().substring(mount.length());
        return (path.isEmpty() ? "/" : path) + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery());
    }
}
