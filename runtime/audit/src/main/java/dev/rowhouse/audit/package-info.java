/**
 * Reads the code of an app and a composite file, and finds what crosses the walls between instances.
 *
 * <p>{@link dev.rowhouse.audit.Audit} is the way in, a {@link dev.rowhouse.audit.Finding} what comes out. Byte code is read and
 * never run: no class of an app is loaded. Every instance of an app has the same classes, so what a static field holds, they all
 * have; and what belongs to the process (its default locale, its properties, its threads) belongs to every instance.
 */
@NullMarked
package dev.rowhouse.audit;

import org.jspecify.annotations.NullMarked;
