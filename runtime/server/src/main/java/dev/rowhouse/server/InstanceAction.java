package dev.rowhouse.server;

import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Which instance a command is about, and what it says when that is done. */
final class InstanceAction {
    @Parameters(index = "0", paramLabel = "INSTANCE", description = "The instance.")
    private String instance;

    @Option(names = "--conf", paramLabel = "CONF", defaultValue = "conf/composite.conf", description = "The composite file (default: ${DEFAULT-VALUE}).")
    private Path file;

    /** Does it: tells the phase that this led to. */
    int act(CommandSpec spec, RemoteControl control, String action, String query) throws InterruptedException {
        var answer = control.ask(file, "POST", path(action) + query, RemoteControl.LONG);
        var phase = answer.path("phase").asString("");
        var out = spec.commandLine().getOut();
        boolean goesOn = phase.equals("STARTING") || phase.equals("DRAINING");
        out.printf("%s: %s%s%n", instance, phase, goesOn ? "; it goes on" : "");
        return Main.afterOutput(spec, goesOn ? 1 : 0);
    }

    /** Changes where it answers: tells where that is now. */
    int mount(CommandSpec spec, RemoteControl control, String method, String mount) throws InterruptedException {
        var answer = control.ask(file, method, path("mounts") + "?mount=" + RemoteControl.encoded(mount),
                RemoteControl.SHORT);
        var places = answer.path("mounts").valueStream().map(JsonNode::asString).toList();
        spec.commandLine()
                .getOut()
                .printf("%s: %s%n", instance, places.isEmpty() ? "no mount" : String.join(" ", places));
        if (answer.has("note")) {
            spec.commandLine().getErr().println(answer.path("note").asString(""));
        }
        return Main.afterOutput(spec, 0);
    }

    /** A query that says how long running requests may take. */
    static String drain(String drain) {
        return drain.isEmpty() ? "" : "?drain=" + RemoteControl.encoded(drain);
    }

    private String path(String last) {
        return "/v1/instances/%s/%s".formatted(RemoteControl.encoded(instance), last);
    }
}
