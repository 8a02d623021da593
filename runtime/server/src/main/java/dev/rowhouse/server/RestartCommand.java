package dev.rowhouse.server;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts an instance of a composite that runs anew. */
@Command(name = "restart", description = "Drains an instance of a composite that runs, and starts it again. Requests that come meanwhile wait.", mixinStandardHelpOptions = true, versionProvider = Main.Version.class)
final class RestartCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private final InstanceAction instance = new InstanceAction();

    @Mixin
    private final RemoteControl control = new RemoteControl();

    @Option(names = "--drain", paramLabel = "DURATION", defaultValue = "", description = "How long running requests may take to end, like 10s; without, as the composite file says.")
    private String drain;

    @Override
    public Integer call() throws InterruptedException {
        return instance.act(spec, control, "restart", InstanceAction.drain(drain));
    }
}
