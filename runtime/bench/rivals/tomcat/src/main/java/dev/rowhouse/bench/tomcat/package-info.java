/** Tomcat in a JVM that is measured. */
@NullMarked
package dev.rowhouse.bench.tomcat;

import org.jspecify.annotations.NullMarked;
