/**
 * Reads a composite file into records, and finds everything wrong with it, with line numbers.
 *
 * <p>{@link dev.rowhouse.config.CompositeReader} is the way in, {@link dev.rowhouse.config.CompositeConfig} what comes
 * out. The records know nothing of apps, databases or sockets; what must be known of code to check a file, the reader
 * asks an {@link dev.rowhouse.config.Inspector}.
 */
@NullMarked
package dev.rowhouse.config;

import org.jspecify.annotations.NullMarked;
