package dev.rowhouse.server;

import dev.rowhouse.config.AppName;
import dev.rowhouse.config.CompositeConfig;
import dev.rowhouse.config.Origin;
import dev.rowhouse.config.ScenarioConfig;
import dev.rowhouse.config.ScenarioReader;
import dev.rowhouse.config.StepConfig;
import dev.rowhouse.probe.HarReader;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Finds what is asked of each app: the file that the command line names, else {@code probe-<app>.conf} beside the composite
 * file, else the root page alone.
 */
final class ProbeScenarios {
    /** Plants a canary where an app without a scenario may take it up, and looks whether the next one gets it. */
    private static final ScenarioConfig ROOT_PAGE = new ScenarioConfig(List.of(),
            List.of(StepConfig.get("plant", "/?probe={canary}", Map.of("User-Agent", "probe {canary}"),
                    new Origin("built in", 0)), StepConfig.get("root", "/", Map.of(), new Origin("built in", 0))),
            List.of());

    private final CompositeConfig config;
    private final Map<AppName, ScenarioConfig> found = new HashMap<>();

    ProbeScenarios(CompositeConfig config) {
        this.config = config;
    }

    /**
     * Reads what the command line names.
     *
     * @param scenarios {@code FILE} for all apps, or {@code APP=FILE}
     * @param archives the same, of files that a browser has recorded
     * @throws RefusalException if one names an app that the composite doesn't have
     * @throws dev.rowhouse.config.ConfigException with the mistakes of a file
     */
    void read(List<String> scenarios, List<String> archives) {
        scenarios.forEach(one -> read(one, new ScenarioReader()::read));
        archives.forEach(one -> read(one, path -> HarReader.read(path, mounts())));
    }

    private List<String> mounts() {
        return config.instances()
                .stream()
                .flatMap(instance -> instance.mounts().stream())
                .map(mount -> mount.path().value())
                .distinct()
                .toList();
    }

    private void read(String option, Function<Path, ScenarioConfig> reader) {
        int equals = option.indexOf('=');
        var scenario = reader.apply(Path.of(option.substring(equals + 1)));
        var apps = config.apps().keySet();
        if (equals < 0) {
            apps.forEach(app -> found.put(app, scenario));
            return;
        }
        var name = option.substring(0, equals);
        var app = apps.stream()
                .filter(one -> one.value().equals(name))
                .findFirst()
                .orElseThrow(() -> RefusalException
                        .usage("%s has no app '%s'; it has %s".formatted(config.file(), name, apps)));
        found.put(app, scenario);
    }

    /** What is asked of an app; says so if that is not much. */
    ScenarioConfig of(AppName app, PrintWriter err) {
        return found.computeIfAbsent(app, _ -> {
            var beside = config.file().toAbsolutePath().resolveSibling("probe-%s.conf".formatted(app));
            if (Files.exists(beside)) {
                return new ScenarioReader().read(beside);
            }
            err.printf(
                    "rowhouse: no scenario for app '%s': only its root page is asked, which shows little; write %s%n",
                    app, beside);
            return ROOT_PAGE;
        });
    }
}
