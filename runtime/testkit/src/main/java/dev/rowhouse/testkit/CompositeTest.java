package dev.rowhouse.testkit;

import dev.rowhouse.spi.App;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A class whose tests run against a composite of one app: some instances of it, on a free port, each with databases of its own.
 *
 * <p>The composite is started before the first test of the class and closed after the last one. Constructors and methods of the class may have
 * parameters of these types: {@link TestedInstance}, which is the first instance, in a method that is {@link Interleaved} each of them in its
 * turn; {@code List<TestedInstance>}, which are all; and {@link TestComposite}, which is the whole.
 *
 * <pre>{@code
 * @CompositeTest(app = NotesApp.class, instances = 3)
 * class NotesTest {
 *     @Interleaved
 *     void keepsWhatIsSaid(TestedInstance notes) {
 *         notes.post("/", "{\"text\": \"%s\"}".formatted(notes.canary()));
 *         assertThat(notes.get("/").body()).contains(notes.canary());
 *     }
 * }
 * }</pre>
 *
 * <p>After each test, the composite is looked over: no statement may have reached the database of an instance from within the scope of
 * another one, each database must hold the canary of its own instance and no other, and no answer may have held the {@linkplain TestedInstance#canary canary} of
 * another instance. Otherwise the test fails with a {@link CrossReadError}.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(CompositeExtension.class)
public @interface CompositeTest {
    /** The app. */
    Class<? extends App<?>> app();

    /** How many instances of it, at least 1: {@code one}, {@code two}, {@code three}... behind a slash are their mounts. */
    int instances() default 2;

    /**
     * What else each instance has, as it would stand under {@code defaults} in a composite file: settings, limits, engines that are not
     * to be H2 in memory. What isn't said here is filled in: an engine in memory, with its tables, for each engine of the app's plan.
     */
    String conf() default "";
}
