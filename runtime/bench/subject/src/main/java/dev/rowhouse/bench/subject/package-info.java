/**
 * What a JVM that is measured needs: it does what it is told on standard input, and says what it uses.
 *
 * <p>{@link dev.rowhouse.bench.subject.Subject} is the way in. It depends on nothing, so that it may be on the class path of
 * anything.
 */
@NullMarked
package dev.rowhouse.bench.subject;

import org.jspecify.annotations.NullMarked;
