package dev.rowhouse.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The apps of a composite, and what is known of their code. */
final class Apps {
    private final Map<AppName, AppConfig> configs = new LinkedHashMap<>();
    private final Map<AppName, AppShape> shapes = new LinkedHashMap<>();
    private final List<String> declared;

    private Apps(List<String> declared) {
        this.declared = declared;
    }

    /** Reads {@code apps}, and asks for the code of each. */
    static Apps read(Optional<Section> section, Inspector inspector) {
        var children = section.map(Section::inOrder).orElse(List.of());
        var apps = new Apps(children.stream().map(Section.Child::name).toList());
        for (var child : children) {
            apps.read(child).ifPresent(app -> {
                apps.configs.put(app.name(), app);
                inspector.inspect(app, child.node().reading().mistakes())
                        .ifPresent(shape -> apps.shapes.put(app.name(), shape));
            });
        }
        return apps;
    }

    private Optional<AppConfig> read(Section.Child child) {
        var node = child.node();
        if (!Names.isName(child.name())) {
            node.wrong("'%s' is not a name".formatted(child.name()), Names.RULE);
            return Optional.empty();
        }
        return node.section().flatMap(section -> {
            section.only(List.of("class", "path", "accept"));
            var path = section.find("path");
            var accepted = section.find("accept").map(AcceptanceReader::read).orElse(List.of());
            var name = section.find("class");
            if (name.isEmpty() && path.isEmpty()) {
                section.require("class",
                        "write class = com.example.TheApp, or path = \"the-app.jar\" if it is not on the class path");
                return Optional.empty();
            }
            var places = path.map(Apps::places).orElse(List.of());
            var className = name.flatMap(found -> found.text("the name of a class"));
            boolean usable = className.isPresent() == name.isPresent() && places.isEmpty() == path.isEmpty()
                    && places.size() == path.map(found -> found.elements().size()).orElse(0);
            return usable ? Optional.of(new AppConfig(new AppName(child.name()), className, places, accepted,
                    name.or(() -> path).orElse(node).origin())) : Optional.empty();
        });
    }

    /** Relative paths begin where the composite file is. */
    private static List<AppConfig.Place> places(Node node) {
        var places = new ArrayList<AppConfig.Place>();
        var elements = node.elements();
        if (elements.isEmpty()) {
            node.wrong("the list is empty", "name a jar, a folder of jars or a folder of classes");
        }
        for (var element : elements) {
            element.text("the path of a jar or a folder").ifPresent(text -> place(element, text).ifPresent(place -> {
                if (places.stream().anyMatch(other -> other.path().equals(place.path()))) {
                    element.wrong("%s is in the list twice".formatted(place.path()), "name it once");
                } else {
                    places.add(place);
                }
            }));
        }
        return places;
    }

    private static Optional<AppConfig.Place> place(Node element, String text) {
        try {
            if (!text.isBlank()) {
                var here = Path.of(element.reading().placeholders().here());
                return Optional
                        .of(new AppConfig.Place(here.resolve(text).normalize(), element.key(), element.origin()));
            }
        } catch (InvalidPathException e) {
            // Said below, as for an empty one.
        }
        element.wrong("%s is not a path".formatted(element.shown(text)),
                "write the path of a jar, of a folder of jars or of a folder of classes");
        return Optional.empty();
    }

    /** The app of that name; notes a mistake if there is none. */
    Optional<AppName> find(Node node) {
        return node.text("the name of an app").flatMap(text -> {
            if (!declared.contains(text)) {
                node.wrong("there is no app %s".formatted(node.shown(text)), remedy(text));
            }
            return declared.contains(text) && Names.isName(text) ? Optional.of(new AppName(text)) : Optional.empty();
        });
    }

    private String remedy(String word) {
        if (declared.isEmpty()) {
            return "declare it: apps.%s { class = com.example.TheApp }".formatted(Names.isName(word) ? word : "name");
        }
        var all = declared.stream().sorted().limit(20).collect(Collectors.joining(", "));
        return Suggestions.near(declared, word)
                .map(near -> "did you mean '%s'? (the apps are: %s)".formatted(near, all))
                .orElse("write one of the apps: " + all);
    }

    /** What is known of an app's code; empty if something is wrong with it, which was noted. */
    Optional<AppShape> shape(AppName name) {
        return Optional.ofNullable(shapes.get(name));
    }

    /** Whether the app's classes are loaded for this composite, and not those of the class path. */
    boolean isLoaded(AppName name) {
        var config = configs.get(name);
        return config != null && !config.places().isEmpty();
    }

    boolean areSeveral() {
        return declared.size() > 1;
    }

    Map<AppName, AppConfig> configs() {
        return configs;
    }
}
