package dev.rowhouse.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigObject;
import java.io.File;
import java.util.function.Supplier;

/** Includes files as the library does, but goes on after one that is broken, so that others are looked at too. */
final class Includes implements ConfigIncluder, ConfigIncluderFile {
    private final ConfigIncluder library;
    private final SyntaxMistakes mistakes;
    private final Sources sources;

    private Includes(ConfigIncluder library, SyntaxMistakes mistakes, Sources sources) {
        this.library = library;
        this.mistakes = mistakes;
        this.sources = sources;
    }

    /**
     * An includer that waits to be told how the library would do it.
     *
     * @param sources takes the files
     */
    static ConfigIncluder create(SyntaxMistakes mistakes, Sources sources) {
        return new ConfigIncluder() {
            @Override
            public ConfigIncluder withFallback(ConfigIncluder fallback) {
                return new Includes(fallback, mistakes, sources);
            }

            @Override
            public ConfigObject include(ConfigIncludeContext context, String what) {
                throw new IllegalStateException("asked to include a file before it knows how");
            }
        };
    }

    @Override
    public ConfigIncluder withFallback(ConfigIncluder fallback) {
        return this;
    }

    @Override
    public ConfigObject include(ConfigIncludeContext context, String what) {
        return orNothing(() -> library.include(context, what));
    }

    @Override
    public ConfigObject includeFile(ConfigIncludeContext context, File what) {
        return orNothing(() -> library instanceof ConfigIncluderFile files ? files.includeFile(context, what)
                : library.include(context, what.getPath()));
    }

    private ConfigObject orNothing(Supplier<ConfigObject> include) {
        try {
            var included = include.get();
            sources.addOrigins(included);
            return included;
        } catch (ConfigException e) {
            mistakes.add(e);
            return ConfigFactory.empty().root();
        }
    }
}
