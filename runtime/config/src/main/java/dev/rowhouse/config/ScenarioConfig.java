package dev.rowhouse.config;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a visitor of an instance does.
 *
 * @param setup once, before all else
 * @param steps again and again, in this order; at least one
 * @param remains after each change of the instance, and at the end: what must still be there
 */
public record ScenarioConfig(List<StepConfig> setup, List<StepConfig> steps, List<StepConfig> remains) {
    /**
     * Checks that there is something to do, and copies.
     *
     * @throws IllegalArgumentException if there is no step
     */
    public ScenarioConfig {
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("there are no steps; write steps = [{ request = \"GET /\" }]");
        }
        setup = List.copyOf(setup);
        steps = List.copyOf(steps);
        remains = List.copyOf(remains);
    }

    /** All steps, each once: setup first, what remains last. */
    public List<StepConfig> all() {
        return Stream.of(setup, steps, remains).flatMap(List::stream).toList();
    }

    /** The words in braces that stand for something in its steps; all others are plain text. */
    public Set<String> words() {
        return Stream
                .concat(StepWords.USUAL.stream(),
                        all().stream().flatMap(step -> step.captures().stream()).map(CaptureConfig::name))
                .collect(Collectors.toUnmodifiableSet());
    }
}
