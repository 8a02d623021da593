package dev.rowhouse.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Fills records with settings. A component may be a text, a number, a boolean, a duration, an enum, a URI, a path,
 * another record, or an {@code Optional}, a {@code List} or a {@code Map} by texts of one of these. For use by one
 * thread.
 */
final class SettingsReader {
    private static final String TYPES = "let the app use String, int, long, double, boolean, Duration, URI, Path, an enum,"
            + " a record, or Optional, List or Map<String, ...> of them";

    private final Map<Class<?>, RecordShape> shapes = new HashMap<>();

    /**
     * Fills a record.
     *
     * @param defaults what a component is that has no key
     * @param ignored keys that are no mistake though the record has no such component
     * @return empty if something is wrong, which was noted
     */
    Optional<Record> read(
            Class<?> type,
            Section section,
            Optional<? extends Record> defaults,
            Collection<String> ignored) {
        var shape = shapes.computeIfAbsent(type, RecordShape::of);
        section.only(
                ignored.isEmpty() ? shape.keys() : Stream.concat(shape.keys().stream(), ignored.stream()).toList());
        var values = new ArrayList<Object>();
        for (var component : shape.components()) {
            var standard = defaults.flatMap(component::valueIn);
            var found = section.find(component.key());
            var value = found.isPresent() ? convert(component.type(), found.get(), standard)
                    : standard.or(() -> absent(component, section));
            value.ifPresent(values::add);
        }
        if (values.size() < shape.components().size() || section.isIncomplete()) {
            return Optional.empty();
        }
        try {
            return Optional.of(shape.create(values));
        } catch (RecordShape.Refusal e) {
            section.self()
                    .reading()
                    .mistakes()
                    .add(section.self().origin(), section.self().key(),
                            new IllegalArgumentException(e.getMessage(), e));
            return Optional.empty();
        }
    }

    private static Optional<Object> absent(RecordShape.Component component, Section section) {
        var raw = component.type() instanceof ParameterizedType generic ? generic.getRawType() : component.type();
        if (raw == Optional.class) {
            return Optional.of(Optional.empty());
        }
        if (raw == List.class) {
            return Optional.of(List.of());
        }
        if (raw == Map.class) {
            return Optional.of(Map.of());
        }
        section.require(component.key(), "write %s = ..., the app needs it".formatted(component.key()));
        return Optional.empty();
    }

    private Optional<Object> convert(Type type, Node node, Optional<Object> standard) {
        return switch (type) {
            case ParameterizedType generic ->
                generic((Class<?>) generic.getRawType(), generic.getActualTypeArguments(), node, standard);
            case Class<?> plain -> plain(plain, node, standard);
            default -> unfit(type, node);
        };
    }

    private Optional<Object> generic(Class<?> raw, Type[] arguments, Node node, Optional<Object> standard) {
        if (raw == Optional.class) {
            var inner = standard.flatMap(value -> ((Optional<?>) value).<Object>map(present -> present));
            return convert(arguments[0], node, inner).map(Optional::of);
        }
        if (raw == List.class) {
            return list(arguments[0], node).map(list -> list);
        }
        if (raw == Map.class && arguments[0] == String.class) {
            return map(arguments[1], node).map(map -> map);
        }
        return unfit(raw, node);
    }

    private Optional<List<Object>> list(Type type, Node node) {
        var elements = node.elements();
        var list = elements.stream().flatMap(element -> convert(type, element, Optional.empty()).stream()).toList();
        return list.size() == elements.size() ? Optional.of(list) : Optional.empty();
    }

    private Optional<Map<String, Object>> map(Type type, Node node) {
        return node.section().flatMap(section -> {
            var children = section.children();
            Map<String, Object> map = new LinkedHashMap<>();
            for (var child : children) {
                convert(type, child.node(), Optional.empty()).ifPresent(value -> map.put(child.name(), value));
            }
            return map.size() == children.size() ? Optional.of(Collections.unmodifiableMap(map)) : Optional.empty();
        });
    }

    private Optional<Object> plain(Class<?> type, Node node, Optional<Object> standard) {
        if (type.isRecord()) {
            return node.section()
                    .flatMap(section -> read(type, section, standard.map(Record.class::cast), List.of()))
                    .map(value -> value);
        }
        if (type.isEnum()) {
            return Scalars.constant(node, type.getEnumConstants());
        }
        return switch (type.getName()) {
            case "java.lang.String" -> node.text().map(value -> value);
            case "int", "java.lang.Integer" ->
                Scalars.integer(node, Integer.MIN_VALUE, Integer.MAX_VALUE).map(value -> value);
            case "long", "java.lang.Long" -> Scalars.whole(node, Long.MIN_VALUE, Long.MAX_VALUE).map(value -> value);
            case "double", "java.lang.Double" -> Scalars.decimal(node).map(value -> value);
            case "boolean", "java.lang.Boolean" -> Scalars.flag(node).map(value -> value);
            case "java.time.Duration" -> Scalars.duration(node).<Object>map(Duration.class::cast);
            case "java.net.URI" -> uri(node);
            case "java.nio.file.Path" -> path(node);
            default -> unfit(type, node);
        };
    }

    private static Optional<Object> uri(Node node) {
        return node.text("a URI").flatMap(text -> {
            try {
                return Optional.of(new URI(text));
            } catch (URISyntaxException e) {
                node.wrong("%s is not a URI".formatted(node.shown(text)), "write a URI like https://example.com/path");
                return Optional.empty();
            }
        });
    }

    private static Optional<Object> path(Node node) {
        return node.text("a path").flatMap(text -> {
            try {
                return Optional.of(Path.of(text));
            } catch (InvalidPathException e) {
                node.wrong("%s is not a path".formatted(node.shown(text)), "write the path of a file or a folder");
                return Optional.empty();
            }
        });
    }

    private static Optional<Object> unfit(Type type, Node node) {
        node.wrong("the app's settings have a component of type %s, which can't be configured"
                .formatted(type.getTypeName()), TYPES);
        return Optional.empty();
    }
}
