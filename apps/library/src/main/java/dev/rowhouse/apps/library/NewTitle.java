package dev.rowhouse.apps.library;

import dev.rowhouse.spi.Problem;
import dev.rowhouse.spi.ProblemException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A title as clients send it, checked when it is made.
 *
 * @param shelves where its copies stand: one copy for each
 * @param subjects the codes of what it is about
 */
record NewTitle(
        String name,
        @Nullable String author,
        @Nullable Integer year,
        List<String> shelves,
        List<String> subjects) {
    NewTitle(
            @Nullable String name,
            @Nullable String author,
            @Nullable Integer year,
            @Nullable List<String> shelves,
            @Nullable List<String> subjects) {
        this.name = name == null ? "" : name.strip();
        this.author = author;
        this.year = year;
        this.shelves = shelves == null ? List.of() : List.copyOf(shelves);
        this.subjects = subjects == null ? List.of() : List.copyOf(subjects);
    }

    /**
     * Refuses what the tables can't hold.
     *
     * @throws ProblemException 422 with all that is wrong, by field
     */
    NewTitle checked() {
        Map<String, String> wrong = new LinkedHashMap<>();
        if (name.isEmpty() || name.length() > 200) {
            wrong.put("name", "must have 1 to 200 characters");
        }
        if (author != null && author.length() > 80) {
            wrong.put("author", "must have at most 80 characters");
        }
        if (year != null && (year < -3000 || year > 3000)) {
            wrong.put("year", "must be from -3000 to 3000");
        }
        if (shelves.size() > 99 || shelves.stream().anyMatch(shelf -> shelf.isBlank() || shelf.length() > 12)) {
            wrong.put("shelves", "must be at most 99, each of 1 to 12 characters");
        }
        if (!wrong.isEmpty()) {
            throw new ProblemException(Problem.invalid(wrong));
        }
        return this;
    }
}
