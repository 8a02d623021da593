/** Undertow alone. */
@NullMarked
package dev.rowhouse.bench.undertow;

import org.jspecify.annotations.NullMarked;
