/**
 * Reads the tables that a database has, and says what they are as entities: attributes, keys, associations. Knows JDBC and
 * no ORM.
 *
 * <p>The way in is {@link dev.rowhouse.reflect.Reflection#read}. Everything that comes out is a value: two databases whose
 * tables are alike give equal reflections.
 */
@NullMarked
package dev.rowhouse.reflect;

import org.jspecify.annotations.NullMarked;
