/**
 * Visits all instances of a composite at once and looks for what one shows of another.
 *
 * <p>{@link dev.rowhouse.probe.Probe} is the way in, {@link dev.rowhouse.probe.Report} what comes out. Instances are known
 * here as {@link dev.rowhouse.probe.Target}s: addresses that answer HTTP, and what may be done to them meanwhile.
 */
@NullMarked
package dev.rowhouse.probe;

import org.jspecify.annotations.NullMarked;
