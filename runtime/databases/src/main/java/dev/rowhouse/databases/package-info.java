/**
 * Real databases for tests: {@link dev.rowhouse.databases.On} asks for those of a product, which are started once in a JVM and
 * gone afterwards. Nothing but tests may import this.
 */
@NullMarked
package dev.rowhouse.databases;

import org.jspecify.annotations.NullMarked;
