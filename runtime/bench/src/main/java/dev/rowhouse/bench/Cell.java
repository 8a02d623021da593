package dev.rowhouse.bench;

/** What a table says of one subject in one row. */
sealed interface Cell {
    /** It was measured. */
    record Measured(Series series) implements Cell {}

    /** It should have been, and could not. */
    record Failed() implements Cell {}

    /** It has no such figure. */
    record Absent() implements Cell {}
}
