package dev.rowhouse.server;

import dev.rowhouse.instance.Phase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Shows the instances of a composite that runs. */
@Command(name = "ls", description = "Shows the instances of a composite that runs. Starts none.", mixinStandardHelpOptions = true, versionProvider = Main.Version.class)
final class LsCommand implements Callable<Integer> {
    private static final List<String> HEADINGS = List.of("INSTANCE", "APP", "MOUNTS", "ENGINES", "PHASE", "SINCE",
            "RUNNING", "REQUESTS");

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "CONF", arity = "0..1", defaultValue = "conf/composite.conf", description = "The composite file (default: ${DEFAULT-VALUE}).")
    private Path file;

    @Option(names = "--phase", paramLabel = "PHASE", description = "Only those in this phase: ${COMPLETION-CANDIDATES}.")
    private @Nullable Phase phase;

    @Option(names = "--json", description = "For programs: all that the control API says of each.")
    private boolean json;

    @Mixin
    private final RemoteControl control = new RemoteControl();

    @Override
    public Integer call() throws InterruptedException {
        var instances = all();
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonMapper.shared().writeValueAsString(Map.of("instances", instances)));
        } else {
            var now = Instant.now();
            List<List<String>> table = new ArrayList<>(List.of(HEADINGS));
            instances.forEach(one -> table.add(cells(one, now)));
            InstanceTable.align(table).forEach(out::println);
            instances.stream()
                    .filter(one -> one.has("reason"))
                    .forEach(one -> out.printf("%s: %s: %s%n", one.path("name").asString(""),
                            one.path("phase").asString(""), one.path("reason").asString("")));
        }
        return Main.afterOutput(spec, 0);
    }

    private List<JsonNode> all() throws InterruptedException {
        List<JsonNode> all = new ArrayList<>();
        var wanted = Optional.ofNullable(phase).map(one -> "&phase=" + one).orElse("");
        var next = "/v1/instances?limit=1000" + wanted;
        while (!next.isEmpty()) {
            var page = control.ask(file, "GET", next, RemoteControl.SHORT);
            page.path("instances").forEach(all::add);
            next = page.path("next").asString("");
        }
        return all;
    }

    private static List<String> cells(JsonNode one, Instant now) {
        return List.of(one.path("name").asString(""), one.path("app").asString(""), joined(one.path("mounts")),
                joined(one.path("engines")), one.path("phase").asString(""),
                age(Duration.between(Instant.parse(one.path("since").asString("")), now)),
                one.path("running").asString(""), one.path("counts").path("requests").asString(""));
    }

    private static String joined(JsonNode texts) {
        return texts.valueStream().map(JsonNode::asString).collect(Collectors.joining(" "));
    }

    /** In the largest unit that it is one of. */
    private static String age(Duration age) {
        if (age.toDays() > 0) {
            return age.toDays() + "d";
        }
        if (age.toHours() > 0) {
            return age.toHours() + "h";
        }
        return age.toMinutes() > 0 ? age.toMinutes() + "m" : Math.max(0, age.toSeconds()) + "s";
    }
}
