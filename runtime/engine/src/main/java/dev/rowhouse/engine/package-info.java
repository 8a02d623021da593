/**
 * From the configuration of an engine to a pool and a mapping, and back to nothing: opens both, closes both.
 *
 * <p>{@link dev.rowhouse.engine.Engines} is the way in. HikariCP, JDBC drivers and Hibernate's boot API are known here
 * alone.
 */
@NullMarked
package dev.rowhouse.engine;

import org.jspecify.annotations.NullMarked;
