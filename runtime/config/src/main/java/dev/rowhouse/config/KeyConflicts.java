package dev.rowhouse.config;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds families of which some key leads to a database that is something else, for an app may take keys from anybody. With
 * {@code data/{instance}-{key}}, key {@code b-1} of an instance {@code a} is key {@code 1} of an instance {@code a-b}; with
 * {@code data/{key}} beside an engine {@code data/default}, key {@code default} is that engine. Two families whose URLs
 * are equal letter by letter are somebody else's business.
 *
 * <p>Letters are compared without their case, as some file systems and servers do. For use by one thread.
 */
final class KeyConflicts {
    /** What may stand within a key, and as a whole be one. */
    private static final Pattern INSIDE = Pattern.compile("[a-z0-9_-]*");

    private final Mistakes mistakes;
    private final NavigableMap<String, List<Use>> byBeginning = new TreeMap<>();
    private final Set<Origin> told = new HashSet<>();

    /**
     * A database of an instance.
     *
     * @param identity which; of a family with {key} in it
     * @param key where the instance is declared
     */
    record Use(DatabaseIdentity identity, InstanceConfig instance, EngineConfig engine, String key) {
        private List<String> pieces() {
            return Arrays.asList(identity.value().toLowerCase(Locale.ROOT).split(Pattern.quote(FamilyConfig.KEY), -1));
        }

        boolean isKeyed() {
            return identity.value().contains(FamilyConfig.KEY);
        }

        /** An engine with a key in its URL is wrong for that reason alone. */
        private boolean isSound() {
            return !isKeyed() || (engine.part().isEmpty() && instance.families().containsKey(engine.name()));
        }
    }

    KeyConflicts(Mistakes mistakes) {
        this.mistakes = mistakes;
    }

    /** Compares all databases of a composite. */
    void compare(List<Use> uses) {
        var families = uses.stream().filter(Use::isKeyed).filter(Use::isSound).toList();
        if (families.isEmpty()) {
            return;
        }
        uses.stream()
                .filter(Use::isSound)
                .forEach(use -> byBeginning.merge(use.pieces().getFirst(), List.of(use), KeyConflicts::both));
        families.forEach(this::compare);
    }

    private static List<Use> both(List<Use> some, List<Use> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private void compare(Use family) {
        var beginning = family.pieces().getFirst();
        for (Map.Entry<String, List<Use>> entry : byBeginning.tailMap(beginning, true).entrySet()) {
            if (!entry.getKey().startsWith(beginning)) {
                return;
            }
            for (var other : entry.getValue()) {
                if (mustDiffer(family, other) && mayMeet(family, other)) {
                    tell(family, other);
                    return;
                }
            }
        }
    }

    private static boolean mustDiffer(Use family, Use other) {
        return !family.identity().equals(other.identity())
                && (isOne(family, other) || !(family.engine().shared() && other.engine().shared()));
    }

    private static boolean isOne(Use family, Use other) {
        return family.instance().name().equals(other.instance().name());
    }

    /** Whether some key of the family gives the other database, whose beginning starts with the family's. */
    private static boolean mayMeet(Use family, Use other) {
        var pieces = family.pieces();
        if (!other.isKeyed()) {
            var same = pieces.stream().map(Pattern::quote).collect(Collectors.toList());
            var form = same.removeFirst() + "(%s)".formatted(Names.PATTERN) + String.join("\\1", same);
            return Pattern.matches(form, other.pieces().getFirst());
        }
        var others = other.pieces();
        if (pieces.size() > 2 || others.size() > 2) {
            // Two places for a key in one and none of the kind in the other would have to be the same word twice.
            return false;
        }
        var rest = others.getFirst().substring(pieces.getFirst().length());
        var end = pieces.getLast();
        var otherEnd = others.getLast();
        var longer = end.length() < otherEnd.length() ? otherEnd : end;
        var shorter = end.length() < otherEnd.length() ? end : otherEnd;
        if (!longer.endsWith(shorter)) {
            return false;
        }
        var more = longer.substring(0, longer.length() - shorter.length());
        return rest.isEmpty() ? INSIDE.matcher(more).matches() : rest.indexOf('/') < 0 && more.indexOf('/') < 0;
    }

    private void tell(Use family, Use other) {
        if (told.add(family.engine().origin())) {
            var key = "%s.engine-families.%s.url".formatted(family.key(), family.engine().name());
            var label = other.engine().label();
            if (isOne(family, other)) {
                mistakes.add(family.engine().origin(), key,
                        "a key of family '%s' can lead to the database of engine '%s' (%s)"
                                .formatted(family.engine().name(), label, other.engine().origin()),
                        "give the family a folder of its own, or write more than {key} for the name, like %s-{key}"
                                .formatted(family.engine().name()));
                return;
            }
            mistakes.add(family.engine().origin(), key,
                    "a key of instance '%s' (family '%s') can lead to a database of instance '%s' (engine '%s', %s)"
                            .formatted(family.instance().name(), family.engine().name(), other.instance().name(), label,
                                    other.engine().origin()),
                    "give each instance a folder of its own, or a beginning of which none begins with another's, or write"
                            + " shared = true in both");
        }
    }
}
