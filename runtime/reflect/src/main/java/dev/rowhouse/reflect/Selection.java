package dev.rowhouse.reflect;

import dev.rowhouse.config.ReflectConfig;
import dev.rowhouse.config.Suggestions;
import dev.rowhouse.spi.ReflectedTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The tables that were wanted, in the spelling of their database, with what the app says of them. What was named and isn't
 * there is gathered and refused together.
 */
final class Selection {
    private final TreeSet<String> names = new TreeSet<>();
    private final Map<String, ReflectedTable> said = new LinkedHashMap<>();
    private final List<String> lacking = new ArrayList<>();

    private Selection() {}

    /**
     * Chooses among the tables that there are.
     *
     * @param there the names of all tables and views
     * @param partitions those that are parts of others
     * @param mapped those that have a class are left out
     * @throws ReflectionException if a table that was named isn't there
     */
    static Selection of(Collection<String> there, Set<String> partitions, Wanted wanted, List<MappedTable> mapped) {
        var selection = new Selection();
        Predicate<String> isMapped = name -> mapped.stream().anyMatch(table -> table.table().equalsIgnoreCase(name));
        wanted.byOperator().ifPresent(config -> selection.choose(there, partitions, config));
        selection.names.removeIf(isMapped);
        for (var table : wanted.byApp()) {
            var found = selection.find(there, table.name(), "the app reflects table '%s'");
            if (found.filter(isMapped).isPresent()) {
                selection.lacking.add("table '%s' has a class already; leave one of the two out of the app's plan"
                        .formatted(table.name()));
            }
            found.ifPresent(name -> {
                selection.names.add(name);
                if (selection.said.put(name, table) != null) {
                    selection.lacking.add("table '%s' is reflected twice; say all of it in one call".formatted(name));
                }
            });
        }
        selection.refuseLacking();
        return selection;
    }

    private void choose(Collection<String> there, Set<String> partitions, ReflectConfig config) {
        if (config.include().isEmpty()) {
            names.addAll(there);
            names.removeAll(partitions);
        }
        for (var wish : config.include()) {
            if (Spelling.isPattern(wish)) {
                there.stream()
                        .filter(Spelling.pattern(wish).asMatchPredicate())
                        .filter(name -> !partitions.contains(name))
                        .forEach(names::add);
            } else {
                find(there, wish, "reflect names table '%s'").ifPresent(names::add);
            }
        }
        config.exclude()
                .forEach(unwanted -> names.removeIf(name -> Spelling.pattern(unwanted).asMatchPredicate().test(name)));
    }

    private Optional<String> find(Collection<String> there, String name, String who) {
        var found = Spelling.find(name, there);
        if (found.isEmpty()) {
            boolean several = there.stream().anyMatch(name::equalsIgnoreCase);
            lacking.add((who + ", which %s; %s").formatted(name,
                    several ? "could be several of the database's" : "the database doesn't have",
                    there.isEmpty() ? "it has no table at all"
                            : several ? "write it as the database does" : Suggestions.among(there, name)));
        }
        return found;
    }

    private void refuseLacking() {
        if (!lacking.isEmpty()) {
            throw new ReflectionException(String.join("; ", lacking));
        }
    }

    /** What to read, of all that there is. */
    Map<String, Boolean> among(Map<String, Boolean> there) {
        Map<String, Boolean> chosen = new LinkedHashMap<>();
        names.forEach(name -> chosen.put(name, there.getOrDefault(name, false)));
        return chosen;
    }

    /**
     * Puts what the app says beside what was read.
     *
     * @throws ReflectionException if a column that was named isn't there
     */
    List<FoundTable> completed(List<FoundTable> found, Map<String, String> unreadable) {
        said.keySet()
                .stream()
                .filter(unreadable::containsKey)
                .forEach(name -> lacking.add("table '%s' can't be read: %s".formatted(name, unreadable.get(name))));
        var completed = found.stream()
                .map(table -> Optional.ofNullable(said.get(table.name().name()))
                        .map(words -> completed(table, words))
                        .orElse(table))
                .toList();
        refuseLacking();
        return completed;
    }

    private FoundTable completed(FoundTable table, ReflectedTable words) {
        Map<String, Class<?>> types = new LinkedHashMap<>();
        words.columns().forEach((name, type) -> {
            var column = column(table, name);
            type.ifPresent(known -> column.ifPresent(real -> types.put(real, known)));
        });
        var key = words.key().stream().flatMap(name -> column(table, name).stream()).toList();
        return new FoundTable(table.name(), table.view(), table.columns(), key.isEmpty() ? table.key() : key,
                table.foreignKeys(), types);
    }

    private Optional<String> column(FoundTable table, String name) {
        var columns = table.columns().stream().map(FoundColumn::name).toList();
        var found = Spelling.find(name, columns);
        if (found.isEmpty()) {
            lacking.add("the app needs column '%s' of table '%s', which the database doesn't have; %s".formatted(name,
                    table.name(), Suggestions.among(columns, name)));
        }
        return found;
    }
}
