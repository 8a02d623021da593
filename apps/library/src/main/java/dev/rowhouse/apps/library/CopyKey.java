package dev.rowhouse.apps.library;

/**
 * What tells a copy apart.
 *
 * @param title the number of its title
 * @param number counted from 1 within the title
 */
record CopyKey(int title, int number) {}
