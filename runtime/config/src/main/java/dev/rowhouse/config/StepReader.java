package dev.rowhouse.config;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads one step of a scenario. For use by one thread. */
final class StepReader {
    /** What HTTP calls a token: a method, the name of a field. */
    static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");

    private static final Pattern REQUEST = Pattern.compile("([A-Z]{3,20}) (/[!-~]*)");
    private static final Pattern FIELD = Pattern.compile("[\\x20-\\x7e]*");
    private static final Pattern CLASS = Pattern.compile("([1-5])xx");

    private static final List<String> BODIES = List.of("json", "form", "body");
    private static final List<String> KEYS = List.of("name", "request", "headers", "json", "form", "body", "expect",
            "contains", "capture", "times", "refused");
    private static final String TYPE = "Content-Type";
    private static final int MOST_TIMES = 10_000;

    /** What the connection itself says. */
    private static final Set<String> RESERVED = Set.of("host", "content-length", "transfer-encoding", "connection",
            "expect", "upgrade");

    private final Section step;
    private final Set<String> captured;
    private final Set<String> credentials;
    private final Set<String> names;
    private final SequencedMap<String, String> headers = new LinkedHashMap<>();
    private boolean namesCredential;

    /**
     * A step.
     *
     * @param captured what any step captures
     * @param credentials which of that lets somebody in
     * @param names what the steps before are called; this one's is added
     */
    StepReader(Section step, Set<String> captured, Set<String> credentials, Set<String> names) {
        this.step = step;
        this.captured = captured;
        this.credentials = credentials;
        this.names = names;
    }

    /** The step, unless its request is missing or none. */
    Optional<StepConfig> read(List<CaptureConfig> captures) {
        step.only(KEYS);
        var request = step.require("request", "write request = \"GET /path\"").flatMap(this::request);
        step.find("headers").flatMap(Node::section).ifPresent(this::readHeaders);
        var body = body();
        var expected = step.find("expect").map(StepReader::statuses).orElse(Statuses.DONE);
        var contains = step.find("contains")
                .map(Node::elements)
                .orElse(List.of())
                .stream()
                .flatMap(node -> filled(node).stream())
                .toList();
        int times = step.find("times").flatMap(node -> Scalars.integer(node, 1, MOST_TIMES)).orElse(1);
        var refused = step.find("refused").map(StepReader::statuses);
        var presented = refused.isPresent() ? refused.filter(statuses -> !statuses.ranges().isEmpty())
                : Optional.of(Statuses.REFUSAL).filter(_ -> namesCredential);
        return request.map(line -> new StepConfig(name(line), line.split(" ", 2)[0], line.split(" ", 2)[1], headers,
                body, expected, contains, captures, times, presented, step.self().origin()));
    }

    private Optional<String> request(Node node) {
        return filled(node).filter(text -> {
            boolean good = REQUEST.matcher(text).matches();
            if (!good) {
                node.wrong("%s is not a request".formatted(node.shown(text)),
                        "write a method and a path below the mount, like \"GET /people?page=2\", with %20 for spaces");
            }
            return good;
        });
    }

    private String name(String request) {
        var node = step.find("name");
        var name = node.flatMap(Node::text).orElse(request);
        if (names.add(name)) {
            return name;
        }
        node.ifPresent(given -> given.wrong("two steps are called %s".formatted(given.shown(name)),
                "give each a name of its own"));
        int number = 2;
        while (!names.add(name + " #" + number)) {
            number++;
        }
        return name + " #" + number;
    }

    private void readHeaders(Section section) {
        for (var child : section.inOrder()) {
            var node = child.node();
            if (!TOKEN.matcher(child.name()).matches() || RESERVED.contains(child.name().toLowerCase(Locale.ROOT))) {
                node.wrong("'%s' can't be set".formatted(child.name()),
                        "remove it: the mount and the body say what it has to be, or it is no name of a field");
                continue;
            }
            filled(node).ifPresent(value -> {
                if (!FIELD.matcher(value).matches()) {
                    node.wrong("%s is not the value of a field".formatted(node.shown(value)),
                            "write plain characters on one line");
                }
                headers.put(child.name(), value);
            });
        }
    }

    private Optional<String> body() {
        var given = step.children().stream().filter(child -> BODIES.contains(child.name())).toList();
        if (given.size() > 1) {
            given.getLast().node().wrong("is a second body", "write one of json, form and body");
        }
        return given.stream().findFirst().flatMap(child -> switch (child.name()) {
            case "json" -> checked(child.node(), child.node().json(), "application/json");
            case "form" -> child.node()
                    .section()
                    .flatMap(form -> checked(child.node(), form(form), "application/x-www-form-urlencoded"));
            default -> filled(child.node());
        });
    }

    private Optional<String> checked(Node node, String text, String type) {
        if (headers.keySet().stream().noneMatch(TYPE::equalsIgnoreCase)) {
            headers.put(TYPE, type);
        }
        note(node, text);
        return Optional.of(text);
    }

    private static String form(Section form) {
        return form.inOrder()
                .stream()
                .map(child -> encode(child.name()) + "=" + encode(child.node().text().orElse("")))
                .collect(Collectors.joining("&"));
    }

    /** Words in braces are filled in later, so their braces stay. */
    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("%7B", "{").replace("%7D", "}");
    }

    private Optional<String> filled(Node node) {
        var text = node.text();
        text.ifPresent(found -> note(node, found));
        return text;
    }

    private void note(Node node, String text) {
        StepWords.check(node, text, captured);
        namesCredential |= credentials.stream().anyMatch(word -> text.contains("{" + word + "}"));
    }

    private static Statuses statuses(Node node) {
        return new Statuses(node.elements().stream().flatMap(one -> range(one).stream()).toList());
    }

    private static Optional<Statuses.Range> range(Node node) {
        var group = node.text("a status").map(CLASS::matcher).filter(found -> found.matches());
        if (group.isPresent()) {
            int first = 100 * Integer.parseInt(group.get().group(1));
            return Optional.of(new Statuses.Range(first, first + 99));
        }
        return Scalars.integer(node, 100, 599).map(status -> new Statuses.Range(status, status));
    }
}
