package dev.rowhouse.server;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Stops an instance of a composite that runs. */
@Command(name = "stop", description = "Stops an instance of a composite that runs: drains and closes it. It keeps its mounts, and answers 503 until it is started again.", mixinStandardHelpOptions = true, versionProvider = Main.Version.class)
final class StopCommand implements Callable<Integer> {
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
        return instance.act(spec, control, "stop", InstanceAction.drain(drain));
    }
}
