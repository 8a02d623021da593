/** The shop as a WAR, as people write one: a servlet that owns its pool and its session factory. */
@NullMarked
package dev.rowhouse.bench.war;

import org.jspecify.annotations.NullMarked;
