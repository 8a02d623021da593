package dev.rowhouse.config;

import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which keys of a file have another value in another reading of it. What stands on another line, or is written otherwise and
 * means the same, is no difference. Keys are those of the file; values never come out.
 *
 * <p>Each component of each record is compared, whoever adds one; {@link #KEYS} says what the file calls those whose names are not
 * their keys. For use by one thread.
 */
public final class Difference {
    /** The component is on the same level as its record. */
    private static final String SAME = "";

    /** Says nothing of its own: a name, a copy of what stands elsewhere, a place. */
    private static final String NOTHING = "-";

    /** The keys of components, where they aren't their names with dashes. Of a record that isn't here only the whole is named. */
    private static final Map<Class<?>, Map<String, String>> KEYS = Map.ofEntries(
            Map.entry(CompositeConfig.class,
                    Map.of("file", NOTHING, "sources", NOTHING, "instances", NOTHING, "apps", NOTHING, "clearSecrets",
                            NOTHING, "accepted", "accept", "capacity", SAME)),
            Map.entry(HttpConfig.class, Map.of()),
            Map.entry(CapacityConfig.class,
                    Map.of("running", "max-running", "starting", "max-starting", "memory", "max-memory")),
            Map.entry(InstanceConfig.class,
                    Map.of("name", NOTHING, "mounts", "mount", "families", "engine-families", "sharded", "engines",
                            "life", SAME, "secrets", NOTHING)),
            Map.entry(LifeConfig.class, Map.of("rest", "idle")),
            Map.entry(LimitsConfig.class, Map.of("requests", SAME)),
            Map.entry(RequestLimits.class, Map.of("timeout", "request-timeout")), Map.entry(TaskLimits.class, Map.of()),
            Map.entry(ConnectionLimits.class, Map.of()), Map.entry(LoginConfig.class, Map.of()),
            Map.entry(EngineConfig.class, Map.of("name", NOTHING, "part", NOTHING, "transactions", NOTHING)),
            Map.entry(PoolConfig.class, Map.of("sharing", "shared", "more", SAME)),
            Map.entry(FamilyConfig.class, Map.of("pattern", SAME)),
            Map.entry(ShardedConfig.class, Map.of("name", NOTHING)));

    private final Map<Class<?>, RecordShape> shapes = new HashMap<>();

    /** Compares any number of pairs. */
    public Difference() {}

    /** The keys of an instance that differ, without its name: {@code limits.body}, {@code engines.default.url}, {@code settings.title}. */
    public SortedSet<String> of(InstanceConfig before, InstanceConfig after) {
        return compare(before, after);
    }

    /** The keys of a composite that differ, apps and instances left aside: {@code listen}, {@code http.max-body}. */
    public SortedSet<String> of(CompositeConfig before, CompositeConfig after) {
        return compare(before, after);
    }

    private SortedSet<String> compare(Record before, Record after) {
        SortedSet<String> keys = new TreeSet<>();
        compare("", before, after, keys);
        return keys;
    }

    private void compare(String key, Object before, Object after, SortedSet<String> keys) {
        if (before.equals(after)) {
            return;
        }
        switch (before) {
            case SettingsConfig settings when after instanceof SettingsConfig others ->
                compareSettings(key, settings, others, keys);
            case Map<?, ?> map when after instanceof Map<?, ?> other -> compareMaps(key, map, other, keys);
            case List<?> list when after instanceof List<?> other && list.size() == other.size() -> {
                for (int i = 0; i < list.size(); i++) {
                    compare(key, list.get(i), other.get(i), keys);
                }
            }
            case Optional<?> some when some.isPresent() && after instanceof Optional<?> other && other.isPresent() ->
                compare(key, some.get(), other.get(), keys);
            case Record one when after instanceof Record other && one.getClass() == other.getClass()
                    && one.getClass().getRecordComponents().length > 0 ->
                compareRecords(key, one, other, keys);
            default -> keys.add(key);
        }
    }

    private void compareRecords(String key, Record before, Record after, SortedSet<String> keys) {
        var known = KEYS.get(before.getClass());
        for (var component : shape(before.getClass()).components()) {
            if (isPlace(component.reflected())) {
                continue;
            }
            var name = known == null ? SAME : known.getOrDefault(component.reflected().getName(), component.key());
            if (!name.equals(NOTHING)) {
                compare(name.isEmpty() ? key : join(key, name), component.valueIn(before), component.valueIn(after),
                        keys);
            }
        }
    }

    private static boolean isPlace(RecordComponent component) {
        return component.getType() == Origin.class;
    }

    private RecordShape shape(Class<?> type) {
        return shapes.computeIfAbsent(type, RecordShape::of);
    }

    private void compareMaps(String key, Map<?, ?> before, Map<?, ?> after, SortedSet<String> keys) {
        before.forEach((name, value) -> {
            var other = after.get(name);
            if (other == null) {
                keys.add(join(key, String.valueOf(name)));
            } else {
                compare(join(key, String.valueOf(name)), value, other, keys);
            }
        });
        after.keySet().stream().filter(name -> !before.containsKey(name)).forEach(name -> keys.add(key + "." + name));
    }

    private void compareSettings(String key, SettingsConfig before, SettingsConfig after, SortedSet<String> keys) {
        switch (before) {
            case SettingsConfig.Filled(var values) when after instanceof SettingsConfig.Filled(var others) -> {
                if (values.getClass() == others.getClass()) {
                    compareFilled(key, values, others, keys);
                } else {
                    keys.add(key);
                }
            }
            case SettingsConfig.Unfilled values when after instanceof SettingsConfig.Unfilled others ->
                compareMaps(key, values.texts(), others.texts(), keys);
            // One of them is of classes that may be unloaded, and what says so differs.
            case SettingsConfig.Filled _,SettingsConfig.Unfilled _ -> {
            }
        }
    }

    /** Records of the app, whose components are keys. */
    private void compareFilled(String key, Record before, Record after, SortedSet<String> keys) {
        for (var component : shape(before.getClass()).components()) {
            var one = inside(component.valueIn(before));
            var other = inside(component.valueIn(after));
            if (Objects.deepEquals(one, other)) {
                continue;
            }
            if (one instanceof Record inner && other instanceof Record outer && inner.getClass() == outer.getClass()) {
                compareFilled(join(key, component.key()), inner, outer, keys);
            } else {
                keys.add(join(key, component.key()));
            }
        }
    }

    private static @Nullable Object inside(Optional<?> some) {
        var value = some.orElse(null);
        return value instanceof Optional<?> inner ? inner.orElse(null) : value;
    }

    private static String join(String key, String name) {
        return key.isEmpty() ? name : key + "." + name;
    }
}
