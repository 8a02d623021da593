package dev.rowhouse.config;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the members of a fleet have in common, so that thousands need not be read in full. There is a pattern where nothing but mounts,
 * URLs of engines, folder and settings depends on the member, and in them nothing that something else would follow from: no secret,
 * no setting of a database, not whether it is in a file. For use by one thread.
 */
final class FleetPattern {
    private static final String H2_MEMORY = "jdbc:h2:mem:";

    private final InstanceConfig first;
    private final Set<EngineName> placed;

    private FleetPattern(InstanceConfig first, Set<EngineName> placed) {
        this.first = first;
        this.placed = placed;
    }

    /**
     * The pattern of a fleet.
     *
     * @param first a member that was read in full, without a mistake
     * @param section what that one was read from, above the defaults
     * @return empty if each member must be read in full
     */
    static Optional<FleetPattern> of(InstanceConfig first, Section section) {
        var placed = new HashSet<EngineName>();
        for (var child : section.children()) {
            boolean fits = switch (child.name()) {
                case "mount", "settings" -> leaves(child.node()).allMatch(FleetPattern::isPlain);
                case "folder" -> leaves(child.node()).allMatch(leaf -> isPlain(leaf) && hasNoBraces(leaf));
                case EnginesReader.ENGINES -> fits(child.node(), first, placed);
                default -> leaves(child.node()).noneMatch(FleetPattern::depends);
            };
            if (!fits) {
                return Optional.empty();
            }
        }
        return Optional.of(new FleetPattern(first, placed));
    }

    private static boolean fits(Node engines, InstanceConfig first, Set<EngineName> placed) {
        for (var engine : children(engines)) {
            boolean several = engine.node().section().flatMap(section -> section.find(ShardsReader.SHARDS)).isPresent();
            for (var child : children(engine.node())) {
                if (leaves(child.node()).noneMatch(FleetPattern::depends)) {
                    continue;
                }
                if (several || !child.name().equals(EngineReader.URL) || !isPlainUrl(child.node())) {
                    return false;
                }
                first.engines()
                        .keySet()
                        .stream()
                        .filter(name -> name.value().equals(engine.name()))
                        .forEach(placed::add);
            }
        }
        return true;
    }

    private static List<Section.Child> children(Node node) {
        return node.isObject() ? node.section().map(Section::children).orElse(List.of()) : List.of();
    }

    private static Stream<Node> leaves(Node node) {
        if (node.isObject()) {
            return children(node).stream().map(Section.Child::node).flatMap(FleetPattern::leaves);
        }
        return node.isList() ? node.elements().stream().flatMap(FleetPattern::leaves) : Stream.of(node);
    }

    /** As it is written, but for what is the same in all members. */
    private static String text(Node leaf) {
        return leaf.quietly(new Placeholders(leaf.reading().placeholders().here(), "", "")).orElse("");
    }

    private static boolean depends(Node leaf) {
        return depends(text(leaf));
    }

    private static boolean depends(String text) {
        return text.contains(Placeholders.INSTANCE) || text.contains(Placeholders.NUMBER);
    }

    /** Whether it is the same in all members, or no secret and no URL with one, whatever a member is called. */
    private static boolean isPlain(Node leaf) {
        var text = text(leaf);
        return !depends(text) || (!leaf.isSecret() && text.indexOf('@') < 0 && text.indexOf('=') < 0);
    }

    /** Whether no other word in braces can come of it. */
    private static boolean hasNoBraces(Node leaf) {
        return !depends(leaf) || hasNoBraces(text(leaf));
    }

    private static boolean hasNoBraces(String text) {
        return text.replace(Placeholders.INSTANCE, "").replace(Placeholders.NUMBER, "").indexOf('{') < 0;
    }

    /** Whether the member decides on nothing but the last part of a name: neither on the kind of the database, nor on a setting. */
    private static boolean isPlainUrl(Node leaf) {
        var text = text(leaf);
        var name = text.split("[;?]", 2)[0];
        var start = name.split("\\{", 2)[0];
        boolean decided = start.startsWith(H2_MEMORY) || start.indexOf('/') >= 0;
        return decided && !depends(text.substring(name.length())) && hasNoBraces(name) && !leaf.isSecret()
                && text.indexOf('@') < 0 && name.chars().noneMatch(letter -> "&=%".indexOf(letter) >= 0);
    }

    /**
     * A member.
     *
     * @param section what it is read from, in a reading of its own
     * @return empty if something is wrong with it, which shows when it is read in full
     */
    Optional<InstanceConfig> member(InstanceName name, Section section, InstanceReader reader) {
        var mounts = section.find("mount").map(InstanceReader::mounts).orElse(List.of());
        var folder = InstanceReader.folder(section, name);
        var engines = placed.isEmpty() ? first.engines() : engines(section, reader);
        var settings = reader.settings(section, first.app(), first.statics(), first.secrets());
        return section.self().reading().mistakes().isEmpty()
                ? settings.map(values -> member(name, mounts, values, engines, folder))
                : Optional.empty();
    }

    private InstanceConfig member(
            InstanceName name,
            List<Mount> mounts,
            SettingsConfig settings,
            Map<EngineName, EngineConfig> engines,
            Path folder) {
        return new InstanceConfig(name, first.app(), mounts, settings, engines, first.families(), first.sharded(),
                first.statics(), first.trust(), first.life(), first.limits(), first.log(), first.login(),
                first.transactions(), folder, first.secrets(), first.origin());
    }

    private Map<EngineName, EngineConfig> engines(Section section, InstanceReader reader) {
        var engines = new LinkedHashMap<>(first.engines());
        var declared = section.find(EnginesReader.ENGINES).flatMap(Node::section);
        for (var name : placed) {
            declared.flatMap(all -> all.find(name.value()))
                    .flatMap(Node::section)
                    .ifPresent(one -> one.find(EngineReader.URL)
                            .flatMap(EngineReader::url)
                            .ifPresent(url -> engines.computeIfPresent(name,
                                    (_, engine) -> reader.inspected(engine.anew(url, engine.schema()), one))));
        }
        return engines;
    }
}
