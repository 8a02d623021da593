/**
 * Puts a composite together from its parts, and runs it from the command line.
 *
 * <p>{@link dev.rowhouse.server.Composite} is a running composite, {@link dev.rowhouse.server.Rowhouse} the same instances
 * without a server, {@link dev.rowhouse.server.Main} the command line, with one class for each command.
 */
@NullMarked
package dev.rowhouse.server;

import org.jspecify.annotations.NullMarked;
