/** Entities that only their package says something about. */
@NullMarked
package dev.rowhouse.route.stock;

import org.jspecify.annotations.NullMarked;
