/**
 * How a composite that runs is told what to do: JSON over HTTP, on a socket in its folder and on TCP where that is wanted, and
 * the client of the command line.
 *
 * <p>{@link dev.rowhouse.control.ControlServer} listens, {@link dev.rowhouse.control.ControlApi} answers,
 * {@link dev.rowhouse.control.Operations} and {@link dev.rowhouse.control.Reload} are what it asks of a composite, and
 * {@link dev.rowhouse.control.ControlClient} asks from another process.
 */
@NullMarked
package dev.rowhouse.control;

import org.jspecify.annotations.NullMarked;
