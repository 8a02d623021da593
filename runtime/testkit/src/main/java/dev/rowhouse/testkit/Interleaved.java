package dev.rowhouse.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;

/**
 * A test of a {@link CompositeTest} that runs in all instances at once, again and again, on threads that they share: each thread goes
 * from one instance to the next, and nobody begins a round before all have ended the last one. A statement waits, for some milliseconds, until
 * another instance is about to send one as well, so that the two meet. To be written as if there were one instance only; in each
 * round it finds what earlier rounds have left.
 *
 * <p>All threads use the same object of the test class. May stand beside {@link Test}, or alone.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Test
public @interface Interleaved {
    /** How often each instance runs it, at least 1. */
    int rounds() default 50;
}
