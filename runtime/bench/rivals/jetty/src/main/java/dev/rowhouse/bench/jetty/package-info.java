/** Jetty in a JVM that is measured. */
@NullMarked
package dev.rowhouse.bench.jetty;

import org.jspecify.annotations.NullMarked;
