package dev.rowhouse.spi;

import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * What a partial update says about one field. JSON makes a difference between a key that is absent and one that is null (RFC
 * 7396), which a component that is null can't show.
 *
 * {@snippet :
 * record ProfileChange(Change<String> name, Change<String> image) {}
 *
 * switch (wanted.image()) {
 *     case Change.Keep<String> _ -> {}
 *     case Change.Clear<String> _ -> person.forgetImage();
 *     case Change.To<String>(var image) -> person.showImage(image);
 * }
 * }
 *
 * <p>Read by {@link Json}; to be written it is not meant, and refused.
 *
 * @param <T> the type of the field
 */
@JsonDeserialize(using = ChangeReader.class)
@JsonSerialize(using = ChangeWriter.class)
public sealed interface Change<T> permits Change.Keep, Change.Clear, Change.To {
    /**
     * The key is absent: the field stays as it is.
     *
     * @param <T> the type of the field
     */
    record Keep<T>() implements Change<T> {}

    /**
     * The key is null: the field is to have no value.
     *
     * @param <T> the type of the field
     */
    record Clear<T>() implements Change<T> {}

    /**
     * The field is to have another value.
     *
     * @param <T> the type of the field
     * @param value of the field's type, checked as strictly as without a change
     */
    record To<T>(T value) implements Change<T> {}

    /** The value that the field is to have; empty if it stays as it is or is to have none. */
    default Optional<T> wanted() {
        return this instanceof To<T>(var value) ? Optional.of(value) : Optional.empty();
    }

    /**
     * The same change, of another value.
     *
     * @param <R> the type of that value
     * @param function what becomes of the value that the field is to have; not asked if it is to have none
     */
    default <R> Change<R> map(Function<? super T, ? extends R> function) {
        return switch (this) {
            case Keep<T> _ -> new Keep<>();
            case Clear<T> _ -> new Clear<>();
            case To<T>(var value) -> new To<>(function.apply(value));
        };
    }
}
