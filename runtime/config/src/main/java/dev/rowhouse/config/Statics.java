package dev.rowhouse.config;

/** What an instance has to do with the static fields of its app's classes, which all instances of the app would share. */
public enum Statics {
    /** They are shared; where that may matter, the operator is told. */
    WARN,
    /** They are shared; where that may matter, the composite is not started. */
    REFUSE,
    /** The instance has the app's classes, and so their static fields, to itself. */
    SEPARATE
}
