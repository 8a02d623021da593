package dev.rowhouse.reflect;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * From names of a database to names of entities and attributes.
 *
 * <p>A name that its database would write the same without quotes is lower-case, whichever case the database prefers: so
 * {@code AUTHOR} of H2 and {@code author} of PostgreSQL are one entity, as in SQLAlchemy. Others stay as they are. What is
 * no letter, digit or underscore becomes an underscore, because queries could not name it.
 *
 * @param folding how the database writes names without quotes
 */
record Naming(Folding folding) {
    private static final Pattern STRANGE = Pattern.compile("[^\\p{L}\\p{N}_]");

    /** Names that queries take for something else. */
    private static final Set<String> UNSAYABLE = Set.of("null", "true", "false", "class");

    /** What people add to the name of a table to name the column that points to it. */
    private static final List<String> ENDINGS = List.of("_id", "_fk", "_key", "_no", "_code", "_ref", "Id", "ID", "Fk",
            "FK", "Key", "Ref", "Code");

    enum Folding {
        UPPER, LOWER, NONE
    }

    static Naming of(DatabaseMetaData database) throws SQLException {
        if (database.storesUpperCaseIdentifiers()) {
            return new Naming(Folding.UPPER);
        }
        return new Naming(database.storesLowerCaseIdentifiers() ? Folding.LOWER : Folding.NONE);
    }

    /** The name by which queries know a table or column. */
    String of(String found) {
        var folded = folding == Folding.UPPER && found.equals(found.toUpperCase(Locale.ROOT))
                ? found.toLowerCase(Locale.ROOT)
                : found;
        var plain = STRANGE.matcher(folded).replaceAll("_");
        if (UNSAYABLE.contains(plain.toLowerCase(Locale.ROOT))) {
            return plain + "_";
        }
        return plain.isEmpty() || Character.isDigit(plain.charAt(0)) ? "_" + plain : plain;
    }

    /** What a column points to, by its name: {@code author} for {@code author_id}. */
    static String stem(String attribute) {
        return ENDINGS.stream()
                .filter(ending -> attribute.endsWith(ending) && attribute.length() > ending.length())
                .findFirst()
                .map(ending -> attribute.substring(0, attribute.length() - ending.length()))
                .orElse(attribute);
    }

    /** The names that are taken in one entity, or among all entities. For one thread. */
    static final class Taken {
        private final Set<String> names = new HashSet<>();

        /** Takes the first of several names that is free, or the last one with a number. */
        String take(String... wishes) {
            for (var wish : wishes) {
                if (names.add(wish)) {
                    return wish;
                }
            }
            var last = wishes[wishes.length - 1];
            int number = 2;
            while (!names.add(last + "_" + number)) {
                number++;
            }
            return last + "_" + number;
        }
    }
}
