package dev.rowhouse.apps.library.tables;

import dev.rowhouse.spi.Problem;
import dev.rowhouse.spi.ProblemException;
import dev.rowhouse.spi.Table;
import io.undertow.util.StatusCodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What tells a row apart, as a segment of a path: its parts in the key's order, with commas between them, each as
 * {@link KeyText} writes it and {@link PathText} brings it through. So a copy is {@code 3,2}, an issue
 * {@code 0000-0019,1,12~2F13}.
 *
 * @param parts at least one
 */
record RowKey(List<Object> parts) {
    RowKey {
        parts = List.copyOf(parts);
    }

    /** Empty if there is no part, if one is null (as SQLite permits), or is of a kind that no path can say. */
    static Optional<RowKey> of(List<? extends @Nullable Object> parts) {
        List<Object> known = new ArrayList<>();
        for (var part : parts) {
            if (part == null || !KeyText.isKnown(part.getClass())) {
                return Optional.empty();
            }
            known.add(part);
        }
        return known.isEmpty() ? Optional.empty() : Optional.of(new RowKey(known));
    }

    /**
     * A key from a segment of a path.
     *
     * @param segment not decoded: a comma that belongs to a part may be {@code %2C}
     * @throws ProblemException 404 if no row of the table has a path, 400 if this can't be a key
     */
    static RowKey parse(Table table, String segment) {
        var columns = table.keyColumns();
        if (columns.isEmpty() || !columns.stream().allMatch(column -> KeyText.isKnown(column.type()))) {
            throw new ProblemException(Problem.of(StatusCodes.NOT_FOUND,
                    "No key tells the rows of this table apart; only lists show them."));
        }
        // Where there is one part, nobody needs to know about commas.
        var texts = columns.size() == 1 ? List.of(segment) : List.of(segment.split(",", -1));
        if (texts.size() != columns.size()) {
            throw malformed(table);
        }
        List<Object> parts = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            parts.add(PathText.decode(texts.get(i))
                    .flatMap(KeyText.reader(columns.get(i).type()))
                    .orElseThrow(() -> malformed(table)));
        }
        return new RowKey(parts);
    }

    /** That a key can't be one of a table. */
    static ProblemException malformed(Table table) {
        return new ProblemException(Problem.of(StatusCodes.BAD_REQUEST,
                "A key of this table is %s.".formatted(table.keyColumns()
                        .stream()
                        .map(column -> "%s (%s)".formatted(column.name(), column.databaseType()))
                        .collect(Collectors.joining(", ")))));
    }

    /** How paths name it. */
    String segment() {
        return parts.stream().map(part -> PathText.encode(KeyText.write(part))).collect(Collectors.joining(","));
    }

    /** How people read it. */
    String text() {
        return parts.stream().map(KeyText::write).collect(Collectors.joining(", "));
    }
}
