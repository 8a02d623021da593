/**
 * Narayana, as one household uses it. It keeps its settings, its log and what it has open in static fields, so these classes
 * and its own are defined anew for each household, by a class loader that ends with it; nothing else may name them.
 */
@NullMarked
package dev.rowhouse.xa.narayana;

import org.jspecify.annotations.NullMarked;
