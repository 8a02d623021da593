/**
 * JShell in the scope of one instance, on a terminal or over a pipe.
 *
 * <p>{@link dev.rowhouse.server.shell.Shell} is the way in. What snippets find already defined is carried by the class loader
 * of the snippets themselves, so that nothing static has to know which instance it is.
 */
@NullMarked
package dev.rowhouse.server.shell;

import org.jspecify.annotations.NullMarked;
