/**
 * What authors of apps, and Rowhouse itself, use to test: a composite that lasts as long as a test, and a search for reads
 * that cross from one instance into another.
 */
@NullMarked
package dev.rowhouse.testkit;

import org.jspecify.annotations.NullMarked;
