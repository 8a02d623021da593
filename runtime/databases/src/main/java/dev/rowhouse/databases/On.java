package dev.rowhouse.databases;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives the parameters of type {@link Databases} of a test, or of all tests of a class and its constructor, their value. On a
 * machine that the product has no binaries for, they are skipped, and the reason is told.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SharedDatabases.class)
public @interface On {
    /** The product. */
    Product value();
}
