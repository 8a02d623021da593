package dev.rowhouse.route;

/** What an interface of entities extends. */
interface Marked {}
