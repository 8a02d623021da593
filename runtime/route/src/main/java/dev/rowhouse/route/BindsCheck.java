package dev.rowhouse.route;

import dev.rowhouse.spi.Binds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Function;

/** Finds binds that say an entity is where it isn't. */
final class BindsCheck {
    private BindsCheck() {}

    /** What is wrong with them, in an order of its own; empty if nothing is. */
    static List<String> mistakes(Binds binds, List<Inventory> inventories) {
        var mistakes = new ArrayList<String>();
        add(mistakes, binds.types(), inventories, Inventory::holdsAny, Class::getName,
                "the engine '%2$s' holds neither %1$s nor an entity that extends it");
        add(mistakes, binds.packages(), inventories, Inventory::holdsAnyIn, name -> name,
                "the engine '%2$s' holds no entity of the package %1$s");
        add(mistakes, binds.entities(), inventories, (inventory, name) -> inventory.names().contains(name),
                name -> name, "the engine '%2$s' holds no entity without a class that is named %1$s");
        return mistakes;
    }

    private static <K> void add(
            List<String> mistakes,
            Map<K, String> binds,
            List<Inventory> inventories,
            BiPredicate<Inventory, K> holds,
            Function<K, String> name,
            String mistake) {
        binds.entrySet()
                .stream()
                .sorted(Comparator.comparing(bind -> name.apply(bind.getKey())))
                .filter(bind -> inventories.stream()
                        .noneMatch(inventory -> inventory.engine().name().equals(bind.getValue())
                                && holds.test(inventory, bind.getKey())))
                .forEach(bind -> mistakes.add(mistake.formatted(name.apply(bind.getKey()), bind.getValue())
                        + elsewhere(inventories, bind.getKey(), holds)));
    }

    private static <K> String elsewhere(List<Inventory> inventories, K key, BiPredicate<Inventory, K> holds) {
        var others = inventories.stream()
                .filter(inventory -> holds.test(inventory, key))
                .map(inventory -> inventory.engine().name())
                .toList();
        return others.isEmpty() ? ", and no other one does; add it, or take the bind out"
                : "; bind it to one of " + String.join(", ", others) + ", which do";
    }
}
