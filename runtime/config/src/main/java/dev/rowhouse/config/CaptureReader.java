package dev.rowhouse.config;

import dev.rowhouse.config.CaptureConfig.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads what the steps of one scenario capture, and remembers the names. For use by one thread. */
final class CaptureReader {
    private static final String REGEX = "regex";
    private static final Map<String, Source> SOURCES = Map.of("json", Source.JSON, "header", Source.HEADER, "cookie",
            Source.COOKIE);
    private static final List<String> KEYS = List.of("json", "header", "cookie", REGEX, "credential");
    private static final String EXAMPLE = "write one of json = \"/id\", header = Location and cookie = SID, or regex = \"id=([0-9]+)\" for the body";

    private final Set<String> names;
    private final Set<String> credentials;

    CaptureReader(Set<String> names, Set<String> credentials) {
        this.names = names;
        this.credentials = credentials;
    }

    /** What a step captures. */
    List<CaptureConfig> read(Section step) {
        List<CaptureConfig> found = new ArrayList<>();
        step.find("capture")
                .flatMap(Node::section)
                .map(Section::inOrder)
                .orElse(List.of())
                .forEach(child -> read(child).ifPresent(found::add));
        return found;
    }

    private Optional<CaptureConfig> read(Section.Child child) {
        var name = child.name();
        if (!StepWords.isName(name)) {
            child.node()
                    .wrong("'%s' is not a name for something captured, or means something else".formatted(name),
                            "write up to 41 letters a to z, digits and '-', a letter first, and none that every step knows");
            return Optional.empty();
        }
        names.add(name);
        return child.node().section().flatMap(section -> read(name, section));
    }

    private Optional<CaptureConfig> read(String name, Section section) {
        section.only(KEYS);
        boolean credential = section.find("credential").flatMap(Scalars::flag).orElse(false);
        if (credential) {
            credentials.add(name);
        }
        var pattern = section.find(REGEX).flatMap(node -> node.text().filter(text -> isPattern(node, text)));
        var places = section.children().stream().filter(child -> SOURCES.containsKey(child.name())).toList();
        if (places.size() > 1 || (places.isEmpty() && section.find(REGEX).isEmpty())) {
            section.self().wrong("says %d places of an answer".formatted(places.size()), EXAMPLE);
            return Optional.empty();
        }
        if (places.isEmpty()) {
            return Optional.of(new CaptureConfig(name, Source.BODY, "", pattern, credential));
        }
        var source = Objects.requireNonNull(SOURCES.get(places.getFirst().name()));
        var node = places.getFirst().node();
        return node.text()
                .filter(text -> isUsable(source, node, text))
                .map(text -> new CaptureConfig(name, source, text, pattern, credential));
    }

    private static boolean isUsable(Source source, Node node, String text) {
        boolean usable = switch (source) {
            case JSON -> text.startsWith("/");
            case HEADER, COOKIE -> StepReader.TOKEN.matcher(text).matches();
            case BODY -> true;
        };
        if (!usable) {
            node.wrong("%s is no place in an answer".formatted(node.shown(text)),
                    source == Source.JSON ? "write a JSON pointer like /user/token or /people/0/id"
                            : "write the name of a header field or cookie, like Location or SID");
        }
        return usable;
    }

    private static boolean isPattern(Node node, String text) {
        try {
            var _ = Pattern.compile(text);
            return true;
        } catch (PatternSyntaxException e) {
            node.wrong("%s is not a regular expression: %s".formatted(node.shown(text), e.getDescription()),
                    "write one as Java has them, like \"id=([0-9]+)\"");
            return false;
        }
    }
}
