package dev.rowhouse.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads scenario files, in HOCON. Holds nothing; safe for use by many threads. */
public final class ScenarioReader {
    private static final String STEPS = "steps";

    private static final List<String> SECTIONS = List.of("setup", STEPS, "remains");

    /** Stands for itself: what words in braces mean is known when a request is sent. */
    private static final Placeholders LATER = new Placeholders("{here}", "{instance}", "{n}");

    /** A reader for any number of files. */
    public ScenarioReader() {}

    /**
     * Reads a scenario and all that its file includes.
     *
     * @throws ConfigException with every mistake
     */
    public ScenarioConfig read(Path file) {
        var mistakes = new Mistakes();
        var places = new Places(file);
        var path = file.getParent() == null ? Path.of(".").resolve(file) : file;
        var resolved = new HoconFile(places, mistakes).parse(path)
                .flatMap(config -> new Unresolved(places, mistakes).resolve(config, config));
        if (resolved.isEmpty()) {
            throw new ConfigException(mistakes.all());
        }
        var reading = new Reading(new Mistakes(), places, LATER, new SecretWords());
        var root = Section.of(resolved.get().root(), "", List.of(), reading);
        var sections = read(root);
        mistakes.addAll(reading.mistakes(), Secrets.NONE);
        mistakes.throwIfAny();
        return new ScenarioConfig(sections.get(0), sections.get(1), sections.get(2));
    }

    private static List<List<StepConfig>> read(Section root) {
        root.only(SECTIONS);
        root.require(STEPS, "write steps = [{ request = \"GET /\" }]").ifPresent(steps -> {
            if (steps.elements().isEmpty()) {
                steps.wrong("the list is empty", "write at least one step like { request = \"GET /\" }");
            }
        });
        List<List<Section>> written = SECTIONS.stream().map(name -> objects(root, name)).toList();
        Set<String> captured = new HashSet<>();
        Set<String> credentials = new HashSet<>();
        var captures = new CaptureReader(captured, credentials);
        var found = written.stream().map(steps -> steps.stream().map(captures::read).toList()).toList();
        List<List<StepConfig>> sections = new ArrayList<>();
        var names = new HashSet<String>();
        for (int i = 0; i < written.size(); i++) {
            List<StepConfig> steps = new ArrayList<>();
            for (int k = 0; k < written.get(i).size(); k++) {
                new StepReader(written.get(i).get(k), captured, credentials, names).read(found.get(i).get(k))
                        .ifPresent(steps::add);
            }
            sections.add(steps);
        }
        return sections;
    }

    private static List<Section> objects(Section root, String name) {
        return root.find(name)
                .map(Node::elements)
                .orElse(List.of())
                .stream()
                .flatMap(node -> node.section().stream())
                .toList();
    }
}
