package dev.rowhouse.config;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of an instance, which were checked when the file was read. The record that they fill is a class of the app;
 * where that class was loaded for the composite and may be unloaded again, nothing here leads to it, and each start fills
 * a record of its own.
 *
 * <p>Safe for use by many threads.
 */
public sealed interface SettingsConfig {
    /**
     * The settings as a record of the app.
     *
     * @param type the app's record
     * @param defaults values for components without a key
     * @throws ConfigException if the record refuses now what it accepted when the file was read
     * @throws ClassCastException if it is the record of another app
     */
    <S extends Record> S as(Class<S> type, Optional<S> defaults);

    /** A record of a class that stays as long as the process. */
    record Filled(Record values) implements SettingsConfig {
        @Override
        public <S extends Record> S as(Class<S> type, Optional<S> defaults) {
            return type.cast(values);
        }
    }

    /** Values that fill a record when they are asked for. */
    final class Unfilled implements SettingsConfig {
        private final Section section;
        private final Collection<String> ignored;
        private final Secrets secrets;

        /**
         * Settings that were checked.
         *
         * @param ignored keys that are no mistake though the record has no such component
         * @param secrets what must not appear in a message
         */
        Unfilled(Section section, Collection<String> ignored, Secrets secrets) {
            this.section = section;
            this.ignored = ignored;
            this.secrets = secrets;
        }

        @Override
        public <S extends Record> S as(Class<S> type, Optional<S> defaults) {
            // What a reading gathers is for one thread, and this may be asked by several.
            var reading = section.self().reading().anew();
            var filled = new SettingsReader().read(type, section.in(reading), defaults, ignored);
            var mistakes = new Mistakes();
            mistakes.addAll(reading.mistakes(), secrets);
            mistakes.throwIfAny();
            return type.cast(filled.orElseThrow(
                    () -> new IllegalStateException("%s can't be read again".formatted(section.self().key()))));
        }

        /** The values as texts by their keys, without those that count for nothing. */
        Map<String, String> texts() {
            var texts = section.texts();
            texts.keySet().removeIf(key -> ignored.contains(key.split("\\.", 2)[0]));
            return texts;
        }

        /** Nothing of the values, which may be secret. */
        @Override
        public String toString() {
            return section.self().key();
        }
    }
}
