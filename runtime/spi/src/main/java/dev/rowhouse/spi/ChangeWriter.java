package dev.rowhouse.spi;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/** Refuses to write a {@link Change}: as a part of an answer it would show its own form, which no API means. */
final class ChangeWriter extends ValueSerializer<Change<?>> {
    @Override
    public void serialize(Change<?> value, JsonGenerator generator, SerializationContext context) {
        context.reportMappingProblem("a Change is read only; write the value that the field has after it");
    }
}
