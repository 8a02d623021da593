/**
 * Builds one instance, starts it, lets it answer, drains and closes it.
 *
 * <p>{@link dev.rowhouse.instance.Instances} is the way in; {@link dev.rowhouse.instance.HostedInstance} is one instance
 * for as long as the composite runs, and a {@link dev.rowhouse.instance.Household} is what one start of it owns, with requests
 * or without.
 */
@NullMarked
package dev.rowhouse.instance;

import org.jspecify.annotations.NullMarked;
