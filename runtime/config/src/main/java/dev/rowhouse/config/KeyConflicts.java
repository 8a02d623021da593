package dev.rowhouse.config;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds families of which some key, whatever it may be, leads to a database of another instance: with
 * {@code data/{instance}-{key}}, key {@code b-1} of an instance {@code a} is key {@code 1} of an instance {@code a-b}. A key
 * is taken for anything without a slash. For use by one thread.
 */
final class KeyConflicts {
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
            return Arrays.asList(identity.value().split(Pattern.quote(FamilyConfig.KEY), -1));
        }

        boolean isKeyed() {
            return identity.value().contains(FamilyConfig.KEY);
        }
    }

    KeyConflicts(Mistakes mistakes) {
        this.mistakes = mistakes;
    }

    /** Compares all databases of a composite; those that are equal letter by letter are somebody else's business. */
    void compare(List<Use> uses) {
        var families = uses.stream().filter(Use::isKeyed).toList();
        if (families.isEmpty()) {
            return;
        }
        uses.forEach(use -> byBeginning.merge(use.pieces().getFirst(), List.of(use), KeyConflicts::both));
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
                if (isForeign(family, other) && mayMeet(family, other)) {
                    tell(family, other);
                    return;
                }
            }
        }
    }

    private static boolean isForeign(Use family, Use other) {
        return !family.instance().name().equals(other.instance().name()) && !family.identity().equals(other.identity())
                && !(family.engine().shared() && other.engine().shared());
    }

    /** Whether some key of the family gives the other database, whose beginning starts with the family's. */
    private static boolean mayMeet(Use family, Use other) {
        var pieces = family.pieces();
        if (!other.isKeyed()) {
            var same = pieces.stream().map(Pattern::quote).collect(Collectors.toList());
            var form = same.removeFirst() + "([^/]+)" + String.join("\\1", same);
            return Pattern.matches(form, other.identity().value());
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
        return rest.indexOf('/') < 0 && longer.endsWith(shorter)
                && longer.substring(0, longer.length() - shorter.length()).indexOf('/') < 0;
    }

    private void tell(Use family, Use other) {
        if (told.add(family.engine().origin())) {
            mistakes.add(family.engine().origin(),
                    "%s.engine-families.%s.url".formatted(family.key(), family.engine().name()),
                    "a key of instance '%s' (family '%s') can lead to a database of instance '%s' (engine '%s', %s)"
                            .formatted(family.instance().name(), family.engine().name(), other.instance().name(),
                                    other.engine().label(), other.engine().origin()),
                    "give each instance a folder of its own, or a beginning of which none begins with another's, or write"
                            + " shared = true in both");
        }
    }
}
