package dev.rowhouse.probe;

import dev.rowhouse.config.CaptureConfig;
import dev.rowhouse.config.CaptureConfig.Source;
import dev.rowhouse.config.Origin;
import dev.rowhouse.config.Statuses;
import dev.rowhouse.config.StepConfig;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds out where the values of recorded requests come from, and writes words in braces in their place. For use by one thread.
 *
 * <ul>
 * <li>What an earlier answer gave (in JSON, or at the end of {@code Location}) and a request repeats as a whole word is
 * captured. Short numbers and words count only if they are called an id, or alike.
 * <li>What the user typed into a body and a later answer showed gets the canary, everywhere. What no answer shows, like a
 * password, stays as it is.
 * </ul>
 */
final class HarValues {
    /** Shorter values may be the same by chance. */
    private static final int LONG_ENOUGH = 8;
    private static final int SHORTEST_TYPED = 3;
    private static final Pattern NAMED_ID = Pattern.compile("(?i).*(?:id|slug|key|number|token)");
    private static final Pattern CREDENTIAL = Pattern
            .compile("(?i)authorization|.*(?:token|csrf|xsrf|api-?key|session).*");
    private static final Pattern LAST_SEGMENT = Pattern.compile("([^/?#]+)/?$");
    private static final String PLANTED = "{canary}{round}";
    private static final int NOT_MODIFIED = 304;

    private final List<HarEntry> entries;
    private final List<List<CaptureConfig>> captures = new ArrayList<>();
    private final Map<String, String> typed = new LinkedHashMap<>();

    /** What an answer gave, until a later one gives the same. */
    private record Given(int entry, CaptureConfig capture) {}

    HarValues(List<HarEntry> entries) {
        this.entries = entries;
        entries.forEach(_ -> captures.add(new ArrayList<>()));
    }

    /** The requests as steps. */
    List<StepConfig> steps(Origin origin) {
        for (int i = 0; i < entries.size(); i++) {
            findTyped(i);
        }
        Map<String, Given> given = new LinkedHashMap<>();
        Set<Given> taken = new HashSet<>();
        List<Map<String, String>> words = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            words.add(use(entries.get(i), given, taken));
            give(i, given);
        }
        taken.forEach(one -> captures.get(one.entry()).add(one.capture()));
        List<StepConfig> steps = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            steps.add(step(i, words.get(i), origin));
        }
        return steps;
    }

    /** Texts in the body of an entry that an answer from there on shows and none before. */
    private void findTyped(int index) {
        HarEntry.leaves(entries.get(index).sent()).values().forEach(value -> {
            var word = WholeWord.of(value);
            boolean shown = value.length() >= SHORTEST_TYPED && value.chars().anyMatch(Character::isLetter);
            if (shown && entries.subList(0, index).stream().noneMatch(earlier -> word.matcher(earlier.text()).find())
                    && entries.subList(index, entries.size())
                            .stream()
                            .anyMatch(later -> word.matcher(later.text()).find())) {
                int at = value.indexOf('@');
                typed.putIfAbsent(value,
                        at < 0 ? value + PLANTED : value.substring(0, at) + PLANTED + value.substring(at));
            }
        });
    }

    /** What an answer gives from now on. */
    private void give(int index, Map<String, Given> given) {
        var entry = entries.get(index);
        HarEntry.leaves(entry.json()).forEach((pointer, value) -> {
            var key = pointer.substring(pointer.lastIndexOf('/') + 1);
            if (value.length() >= LONG_ENOUGH || NAMED_ID.matcher(key).matches()) {
                give(index, value, Source.JSON, pointer, Optional.empty(), given);
            }
        });
        var last = LAST_SEGMENT.matcher(entry.location());
        if (last.find()) {
            give(index, last.group(1), Source.HEADER, "Location", Optional.of(LAST_SEGMENT.pattern()), given);
        }
    }

    private void give(
            int index,
            String value,
            Source source,
            String expression,
            Optional<String> pattern,
            Map<String, Given> given) {
        if (!value.isBlank() && !typed.containsKey(value)) {
            var name = "v%d-%d".formatted(index + 1, given.size() + 1);
            given.put(value,
                    new Given(index, new CaptureConfig(name, source, expression, pattern, isCredential(value, index))));
        }
    }

    /** Whether a later request sends it as one does what lets one in. */
    private boolean isCredential(String value, int index) {
        var word = WholeWord.of(value);
        return entries.subList(index + 1, entries.size())
                .stream()
                .flatMap(entry -> entry.headers().entrySet().stream())
                .anyMatch(
                        field -> CREDENTIAL.matcher(field.getKey()).matches() && word.matcher(field.getValue()).find());
    }

    /** What stands for the values of a request that were given or typed before. */
    private Map<String, String> use(HarEntry entry, Map<String, Given> given, Set<Given> taken) {
        Map<String, String> words = new LinkedHashMap<>(typed);
        given.forEach((value, source) -> {
            if (entry.uses(value)) {
                words.put(value, "{" + source.capture().name() + "}");
                taken.add(source);
            }
        });
        return words;
    }

    private StepConfig step(int index, Map<String, String> words, Origin origin) {
        var entry = entries.get(index);
        var headers = new LinkedHashMap<String, String>();
        entry.headers().forEach((name, value) -> headers.put(name, written(value, words)));
        boolean credential = captures.stream()
                .flatMap(List::stream)
                .filter(CaptureConfig::credential)
                .anyMatch(capture -> words.containsValue("{" + capture.name() + "}"));
        boolean shows = typed.keySet().stream().anyMatch(value -> WholeWord.of(value).matcher(entry.text()).find());
        return new StepConfig("%d %s %s".formatted(index + 1, entry.method(), entry.path()), entry.method(),
                written(entry.path(), words), headers, entry.body().map(text -> written(text, words)),
                entry.status() == NOT_MODIFIED ? Statuses.DONE : Statuses.of(entry.status(), entry.status()),
                shows ? List.of("{canary}") : List.of(), captures.get(index), 1,
                credential ? Optional.of(Statuses.REFUSAL) : Optional.empty(), origin);
    }

    /** All in one pass, since what stands for a value may contain another. Longer values first, since they may, too. */
    private static String written(String text, Map<String, String> words) {
        if (words.isEmpty()) {
            return text;
        }
        var longestFirst = words.keySet()
                .stream()
                .sorted((one, other) -> other.length() - one.length())
                .map(WholeWord::pattern)
                .collect(Collectors.joining("|"));
        return Pattern.compile(longestFirst)
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(String.valueOf(words.get(found.group()))));
    }
}
