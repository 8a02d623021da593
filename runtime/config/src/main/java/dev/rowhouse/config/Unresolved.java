package dev.rowhouse.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigResolver;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the substitutions of a configuration. The library stops at the first that leads nowhere; here each is noted,
 * given a mark for a value, and the next one looked for. Whoever finds the mark says nothing more about it.
 */
final class Unresolved {
    /** No file can hold it: a null character must be escaped, and nobody does. */
    static final String MARK = "\0unresolved";

    private static final Pattern PATH = Pattern.compile("\\$\\{\\??(.*?)\\}");

    /** What a substitution may stand for; which one fits shows when it is joined with its neighbours. */
    private static final List<ConfigValue> MARKS = List.of(ConfigValueFactory.fromAnyRef(MARK),
            ConfigValueFactory.fromMap(Map.of(MARK, true)), ConfigValueFactory.fromIterable(List.of(MARK)));

    private final Map<String, Integer> kinds = new HashMap<>();
    private final Map<String, ConfigOrigin> origins = new HashMap<>();
    private final Places places;
    private final Mistakes mistakes;

    Unresolved(Places places, Mistakes mistakes) {
        this.places = places;
        this.mistakes = mistakes;
    }

    static boolean isMark(ConfigValue value) {
        return value.valueType() == ConfigValueType.STRING && ((String) value.unwrapped()).contains(MARK);
    }

    /**
     * Resolves substitutions.
     *
     * @param source where they are looked for, before the environment
     * @return empty if nothing can be made of it; what is wrong was noted
     */
    Optional<Config> resolve(Config config, Config source) {
        var options = ConfigResolveOptions.defaults().appendResolver(new Marks());
        var last = "";
        while (true) {
            try {
                return Optional.of(config.resolveWith(source, options));
            } catch (ConfigException.UnresolvedSubstitution e) {
                var path = PATH.matcher(String.valueOf(e.getMessage()));
                if (!path.find() || isCycle(e) || kinds.putIfAbsent(path.group(1), 0) != null) {
                    note(e, "", "a substitution leads back to itself", "break the circle of ${...}");
                    return Optional.empty();
                }
                last = path.group(1);
                origins.put(last, e.origin());
                note(e, "${" + last + "}", "there is no such key, and no environment variable of that name",
                        "define it, or write ${?%s} if it may be absent".formatted(last));
            } catch (ConfigException e) {
                // A mark of the wrong kind can't be joined with its neighbours; another kind may.
                int kind = kinds.getOrDefault(last, MARKS.size());
                if (kind + 1 < MARKS.size()) {
                    kinds.put(last, kind + 1);
                    continue;
                }
                if (kinds.isEmpty()) {
                    new SyntaxMistakes(places, mistakes).add(e);
                }
                return Optional.empty();
            }
        }
    }

    private static boolean isCycle(ConfigException e) {
        return String.valueOf(e.getMessage()).contains("part of a cycle");
    }

    private void note(ConfigException e, String key, String problem, String remedy) {
        mistakes.add(places.of(e), key, problem, remedy);
    }

    /** Gives the marks to the library. */
    private final class Marks implements ConfigResolver {
        @Override
        public @Nullable ConfigValue lookup(String path) {
            var kind = kinds.get(path);
            var origin = origins.get(path);
            return kind == null || origin == null ? null : MARKS.get(kind).withOrigin(origin);
        }

        @Override
        public ConfigResolver withFallback(ConfigResolver fallback) {
            return this;
        }
    }
}
