package dev.rowhouse.config;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * An object in a configuration: its keys, and below them those of its defaults. Objects in both merge as HOCON's do; a
 * key that is {@code null} hides its default and counts as absent. A mistake in a default names the default.
 */
final class Section {
    private final Node self;
    private final List<Layer> layers;

    /**
     * One object of several that lie one upon another.
     *
     * @param key where it is
     * @param inherited whether it holds defaults
     */
    record Layer(ConfigObject object, String key, boolean inherited) {}

    Section(Node self, ConfigObject object, List<Layer> below) {
        this.self = self;
        var all = new ArrayList<Layer>(below.size() + 1);
        all.add(new Layer(object, self.key(), self.isInherited()));
        all.addAll(below);
        this.layers = all;
    }

    private Section(Node self, List<Layer> above, List<Layer> below) {
        this.self = self;
        this.layers = Stream.concat(above.stream(), below.stream()).toList();
    }

    /** Itself, to be the defaults of others. */
    List<Layer> asDefaults() {
        return layers.stream().map(layer -> new Layer(layer.object(), layer.key(), true)).toList();
    }

    /** This one, and another below it as if that held its defaults. */
    Section over(Section other) {
        return new Section(self, layers, other.layers);
    }

    Node self() {
        return self;
    }

    /** The same in another reading. */
    Section in(Reading reading) {
        return new Section(self.in(reading), layers, List.of());
    }

    /** Everything in the object; the defaults lie below it. */
    static Section of(ConfigObject object, String key, List<Layer> defaults, Reading reading) {
        return new Section(new Node(object, key, false, false, defaults, reading), object, defaults);
    }

    /** The value of a key, unless it is absent or null. */
    Optional<Node> find(String name) {
        for (int i = 0; i < layers.size(); i++) {
            var value = layers.get(i).object().get(name);
            if (value != null) {
                return value.valueType() == ConfigValueType.NULL ? Optional.empty()
                        : Optional.of(node(name, value, layers.get(i), i));
            }
        }
        return Optional.empty();
    }

    private Node node(String name, ConfigValue value, Layer layer, int depth) {
        var reading = self.reading();
        return new Node(value, keyOf(layer.key(), name), self.isSecret() || reading.secretWords().isSecretKey(name),
                layer.inherited(), value instanceof ConfigObject ? below(name, depth) : List.of(), reading);
    }

    private List<Layer> below(String name, int depth) {
        if (depth + 1 == layers.size()) {
            return List.of();
        }
        var found = new ArrayList<Layer>();
        for (var layer : layers.subList(depth + 1, layers.size())) {
            var value = layer.object().get(name);
            if (value instanceof ConfigObject object) {
                found.add(new Layer(object, keyOf(layer.key(), name), layer.inherited()));
            } else if (value != null) {
                break;
            }
        }
        return found;
    }

    /** The value of a key that must be there. */
    Optional<Node> require(String name, String remedy) {
        var found = find(name);
        if (found.isEmpty() && !isIncomplete()) {
            self.reading().mistakes().add(self.origin(), keyOf(name), "is missing", remedy);
        }
        return found;
    }

    /** Whether a part of it could not be resolved, so that nothing can be said to be missing. */
    boolean isIncomplete() {
        return layers.stream().anyMatch(layer -> layer.object().containsKey(Unresolved.MARK));
    }

    /** Whether somebody wrote the key for this object, not for all as a default. */
    boolean isOwn(String name) {
        return layers.stream().anyMatch(layer -> !layer.inherited() && layer.object().containsKey(name));
    }

    /** Names of keys that only its defaults have. */
    List<String> inherited() {
        return children().stream().map(Child::name).filter(name -> !isOwn(name)).toList();
    }

    /** An object without keys, for one that nobody wrote. */
    Section empty(String name) {
        var nothing = ConfigFactory.empty().root();
        return new Section(new Node(nothing.withOrigin(layers.getFirst().object().origin()), keyOf(name),
                self.isSecret(), false, List.of(), self.reading()), nothing, List.of());
    }

    /** All values but nulls, by name. */
    List<Child> children() {
        Collection<String> names = new TreeSet<>();
        layers.forEach(layer -> names.addAll(layer.object().keySet()));
        names.remove(Unresolved.MARK);
        var children = new ArrayList<Child>(names.size());
        for (var name : names) {
            find(name).ifPresent(node -> children.add(new Child(name, node)));
        }
        return children;
    }

    /** The texts of all values but nulls by their keys, placeholders replaced where they stand alone; lists as JSON. */
    Map<String, String> texts() {
        Map<String, String> texts = new TreeMap<>();
        for (var child : children()) {
            var node = child.node();
            var inner = node.isObject() ? node.section() : Optional.<Section>empty();
            if (inner.isPresent()) {
                inner.get().texts().forEach((key, text) -> texts.put(child.name() + "." + key, text));
            } else {
                texts.put(child.name(), node.quietly(node.reading().placeholders()).orElseGet(node::json));
            }
        }
        return texts;
    }

    /** All values but nulls, in the order in which they are written. */
    List<Child> inOrder() {
        record Placed(Child child, Origin origin) {}
        return children().stream()
                .map(child -> new Placed(child, child.node().origin()))
                .sorted(Comparator.comparing(Placed::origin))
                .map(Placed::child)
                .toList();
    }

    /**
     * A value with its name.
     *
     * @param name last segment of the key
     */
    record Child(String name, Node node) {}

    /** Notes every key that is not known as a mistake. */
    void only(Collection<String> known) {
        for (var layer : layers) {
            for (var name : layer.object().keySet()) {
                if (!known.contains(name) && !name.equals(Unresolved.MARK)) {
                    find(name).ifPresent(node -> node.wrong("unknown key", Suggestions.among(known, name)));
                }
            }
        }
    }

    /** The full key of one of its keys. */
    String keyOf(String name) {
        return keyOf(self.key(), name);
    }

    private static String keyOf(String parent, String name) {
        var segment = isPlain(name) ? name : ConfigUtil.quoteString(name);
        return parent.isEmpty() ? segment : parent + "." + segment;
    }

    private static boolean isPlain(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= 128 || !(Character.isLetterOrDigit(c) || c == '-' || c == '_')) {
                return false;
            }
        }
        return !name.isEmpty();
    }
}
