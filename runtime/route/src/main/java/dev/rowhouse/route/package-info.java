/**
 * Which engine an operation belongs to: by the binds of a plan, by the entities of a query.
 */
@NullMarked
package dev.rowhouse.route;

import org.jspecify.annotations.NullMarked;
