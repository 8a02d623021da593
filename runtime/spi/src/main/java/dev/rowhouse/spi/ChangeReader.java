package dev.rowhouse.spi;

import java.util.Optional;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/** Reads a {@link Change} from a key that is absent, from null, or from a value of the field's type. */
final class ChangeReader extends ValueDeserializer<Change<?>> {
    private final Optional<ValueDeserializer<Object>> values;

    /** As Jackson makes it, before it knows the type of the field. */
    ChangeReader() {
        values = Optional.empty();
    }

    private ChangeReader(ValueDeserializer<Object> values) {
        this.values = Optional.of(values);
    }

    @Override
    public ValueDeserializer<?> createContextual(DeserializationContext context, BeanProperty property) {
        var type = context.getContextualType().containedTypeOrUnknown(0);
        return new ChangeReader(context.findContextualValueDeserializer(type, property));
    }

    @Override
    public Change<?> deserialize(JsonParser parser, DeserializationContext context) {
        var value = values.orElseThrow().deserialize(parser, context);
        // Jackson takes an empty text for null where another type is wanted.
        return value == null ? context.reportInputMismatch(this, "no value of the field's type")
                : new Change.To<>(value);
    }

    @Override
    public Object getNullValue(DeserializationContext context) {
        return new Change.Clear<>();
    }

    @Override
    public Object getAbsentValue(DeserializationContext context) {
        return new Change.Keep<>();
    }
}
