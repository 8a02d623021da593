package dev.rowhouse.config;

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
            path.ifPresent(found -> found.wrong("apps can't be loaded from a path yet",
                    "put the jar on the class path, and write class = com.example.TheApp"));
            var accepted = section.find("accept").map(AcceptanceReader::read).orElse(List.of());
            var name = section.find("class");
            if (name.isEmpty() && path.isEmpty()) {
                section.require("class", "write class = com.example.TheApp");
            }
            return name.flatMap(found -> found.text("the name of a class")
                    .map(text -> new AppConfig(new AppName(child.name()), text, accepted, found.origin())));
        });
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

    boolean areSeveral() {
        return declared.size() > 1;
    }

    Map<AppName, AppConfig> configs() {
        return configs;
    }
}
