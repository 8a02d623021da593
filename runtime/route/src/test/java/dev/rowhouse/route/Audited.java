package dev.rowhouse.route;

/** What some entities of two engines have in common. */
interface Audited extends Marked {}
