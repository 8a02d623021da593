/**
 * Which session belongs to this thread in this instance, and when it ends.
 *
 * <p>{@link dev.rowhouse.session.SessionScope} is the scope of one start of one instance;
 * {@link dev.rowhouse.session.Conflicts} knows a conflict with somebody else's work from another failure.
 * {@code ScopedValue} and {@code ThreadLocal} are known here alone.
 */
@NullMarked
package dev.rowhouse.session;

import org.jspecify.annotations.NullMarked;
