/**
 * Loads the code of apps: classes of the class path, or of jars and folders, in loaders that see the spi and the libraries that
 * the runtime shares, and nothing else of it.
 *
 * <p>{@link dev.rowhouse.loader.AppCode} is the way in.
 */
@NullMarked
package dev.rowhouse.loader;

import org.jspecify.annotations.NullMarked;
