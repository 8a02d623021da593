/**
 * Builds one instance, starts it, lets it answer, drains and closes it.
 *
 * <p>{@link dev.rowhouse.instance.Instances} is the way in; {@link dev.rowhouse.instance.HostedInstance} is one instance
 * for as long as the composite runs, and a {@code Household} is what one start of it owns.
 */
@NullMarked
package dev.rowhouse.instance;

import org.jspecify.annotations.NullMarked;
