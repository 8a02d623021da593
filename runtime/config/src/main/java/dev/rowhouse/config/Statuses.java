package dev.rowhouse.config;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Some of the statuses that an HTTP answer may have.
 *
 * @param ranges where they lie; none for no status at all
 */
public record Statuses(List<Range> ranges) {
    /** That something was done, found, or is elsewhere: 200 to 399. */
    public static final Statuses DONE = of(200, 399);

    /** What refuses a credential: 401, 403 and, where one doesn't say what there is, 404. */
    public static final Statuses REFUSAL = new Statuses(
            List.of(new Range(401, 401), new Range(403, 403), new Range(404, 404)));

    private static final int LEAST = 100;
    private static final int MOST = 599;

    public Statuses {
        ranges = List.copyOf(ranges);
    }

    /**
     * Statuses that follow each other.
     *
     * @throws IllegalArgumentException if they are none of HTTP
     */
    public static Statuses of(int first, int last) {
        return new Statuses(List.of(new Range(first, last)));
    }

    /** Whether a status is one of these. */
    public boolean includes(int status) {
        return ranges.stream().anyMatch(range -> range.first() <= status && status <= range.last());
    }

    /** As a message says it: {@code 201 or 300 to 399}. */
    @Override
    public String toString() {
        return ranges.stream().map(Range::toString).collect(Collectors.joining(" or "));
    }

    /**
     * Statuses that follow each other.
     *
     * @param first the lowest
     * @param last the highest
     */
    public record Range(int first, int last) {
        /**
         * Checks that they are statuses.
         *
         * @throws IllegalArgumentException if not
         */
        public Range {
            if (first < LEAST || last > MOST || first > last) {
                throw new IllegalArgumentException(
                        "%d to %d are no statuses; write some from %d to %d".formatted(first, last, LEAST, MOST));
            }
        }

        @Override
        public String toString() {
            return first == last ? Integer.toString(first) : first + " to " + last;
        }
    }
}
