package dev.rowhouse.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds every declaration of an instance: in the composite file, in files of their own, in fleets. */
final class Declarations {
    private static final int LARGEST_FLEET = 1_000_000;

    private final Section root;
    private final Config unresolved;
    private final InstanceFiles files;
    private boolean any;

    /** Takes declarations. */
    interface Taker {
        /**
         * Takes one declaration.
         *
         * @param name where a mistake in the name is to be noted, if there is one
         * @param declared the keys of the instance
         * @param key where they are
         * @param usual when the instance starts, if nobody says so
         * @param placeholders what is known so far
         * @return whether nothing was wrong with it
         */
        boolean take(Named name, ConfigObject declared, String key, LifeConfig.Start usual, Placeholders placeholders);

        /** Takes the members of a fleet, until something is wrong with one: it stands for all the others. */
        default void takeAll(Fleet fleet) {
            boolean right = true;
            for (int n = 1; n <= fleet.count() && right; n++) {
                right = take(fleet.named(n), fleet.declared(), fleet.key(), LifeConfig.Start.LAZY,
                        fleet.placeholders(n));
            }
        }
    }

    /**
     * A name as it is written.
     *
     * @param origin where
     */
    record Named(String value, Origin origin, String key) {}

    /**
     * Instances of one pattern.
     *
     * @param name of each, with its number in it
     * @param declared the keys of each
     * @param key where they are
     */
    record Fleet(int count, Node name, ConfigObject declared, String key) {
        /** What stands in braces in a member, before its name is known. */
        Placeholders placeholders(int n) {
            return name.reading().placeholders().at(n);
        }

        /** The name of a member. */
        Named named(int n) {
            return new Named(name.quietly(placeholders(n)).orElseThrow(), name.origin(), name.key());
        }
    }

    /**
     * The declarations of a composite.
     *
     * @param unresolved the composite before substitutions, which knows better where an instance is declared
     */
    Declarations(Section root, Config unresolved, InstanceFiles files) {
        this.root = root;
        this.unresolved = unresolved;
        this.files = files;
    }

    /** Hands over all declarations; notes a mistake if there is none. */
    void each(Taker taker) {
        root.find("instances").ifPresent(node -> node.section().ifPresentOrElse(section -> {
            inComposite(section, taker);
            any |= section.isIncomplete();
        }, () -> any = true));
        root.find("instances-from")
                .ifPresent(node -> node.elements().forEach(element -> any |= files.each(element, taker)));
        root.find("fleets").ifPresent(node -> node.section().ifPresentOrElse(section -> {
            section.inOrder().forEach(child -> fleet(child, taker));
            any |= section.isIncomplete();
        }, () -> any = true));
        if (!any && !root.isIncomplete()) {
            var self = root.self();
            self.reading()
                    .mistakes()
                    .add(root.find("instances").orElse(self).origin(), "instances", "there is no instance",
                            "write instances.<name> { app = ..., mount = \"/<name>\" }, instances-from or fleets");
        }
    }

    private void inComposite(Section section, Taker taker) {
        record Placed(Section.Child child, ConfigObject declared, Origin origin) {}
        var placed = new ArrayList<Placed>();
        for (var child : section.children()) {
            any = true;
            child.node()
                    .object()
                    .map(object -> declared(child.name(), object))
                    .ifPresent(object -> placed
                            .add(new Placed(child, object, child.node().reading().places().of(object.origin()))));
        }
        placed.sort(Comparator.comparing(Placed::origin));
        for (var one : placed) {
            var node = one.child().node();
            taker.take(new Named(one.child().name(), one.origin(), node.key()), one.declared(), node.key(),
                    LifeConfig.Start.EAGER, node.reading().placeholders());
        }
    }

    /** An instance like another one has that one's origin, too; what counts is where its own name is written. */
    private ConfigObject declared(String name, ConfigObject object) {
        try {
            if (unresolved.root().get("instances") instanceof ConfigObject instances) {
                var written = instances.get(name);
                return written == null ? object : object.withOrigin(written.origin());
            }
        } catch (ConfigException.NotResolved e) {
            // The origin after resolving must do.
        }
        return object;
    }

    private void fleet(Section.Child child, Taker taker) {
        any = true;
        child.node().section().ifPresent(section -> {
            section.only(List.of("count", "name", "instance"));
            var count = section.require("count", "write count = 10")
                    .flatMap(node -> Scalars.integer(node, 1, LARGEST_FLEET));
            var name = section.require("name", "write name = \"%s-{n}\"".formatted(child.name()))
                    .flatMap(Declarations::pattern);
            var instance = section.require("instance", "write instance { app = ..., mount = \"/{instance}\" }")
                    .flatMap(Node::object);
            if (count.isPresent() && name.isPresent() && instance.isPresent()) {
                taker.takeAll(new Fleet(count.get(), name.get(), instance.get(), section.keyOf("instance")));
            }
        });
    }

    private static Optional<Node> pattern(Node node) {
        var numbered = node.in(node.reading().placeholders().at(1));
        return numbered.text().flatMap(first -> {
            if (first.equals(numbered.quietly(node.reading().placeholders().at(2)).orElse(first))) {
                node.wrong("the name lacks {n}, so all instances would have the same",
                        "write {n} where their numbers go, like tenant-{n}");
                return Optional.empty();
            }
            return Optional.of(node);
        });
    }
}
