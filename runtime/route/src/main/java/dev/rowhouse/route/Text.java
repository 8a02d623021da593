package dev.rowhouse.route;

import java.util.List;

/**
 * What a query in HQL says about where it belongs. Depends on its text alone.
 *
 * @param entities names that can be nothing but entities, or classes that entities extend
 * @param perhaps names that are entities if an engine has entities of that name: of joins without a path, of {@code
 *        treat} and {@code type}
 * @param hasNoFrom whether it says {@code where} without {@code from}, which is about the class of its results
 * @param readable whether it is HQL at all
 */
record Text(List<String> entities, List<String> perhaps, boolean hasNoFrom, boolean readable) {
    static final Text UNREADABLE = new Text(List.of(), List.of(), false, false);

    Text {
        entities = List.copyOf(entities);
        perhaps = List.copyOf(perhaps);
    }
}
