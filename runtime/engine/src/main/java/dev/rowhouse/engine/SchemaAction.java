package dev.rowhouse.engine;

/** What {@link Schemas} do to the tables of an engine. */
public enum SchemaAction {
    /** Tables that lack are created; those that exist stay as they are. */
    CREATE,
    /** Tables and columns that lack, or are of another type, are a failure; nothing is changed. */
    VALIDATE,
    /** The tables of the app's entities are dropped with all they hold, and no others; a shard forgets how its rows were laid out. */
    DROP
}
