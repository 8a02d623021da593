package dev.rowhouse.server;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lets an instance of a composite that runs rest. */
@Command(name = "passivate", description = "Lets an instance of a composite that runs rest if it is idle; the next request starts it again.", mixinStandardHelpOptions = true, versionProvider = Main.Version.class)
final class PassivateCommand implements Callable<Integer> {
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
        return instance.act(spec, control, "passivate", InstanceAction.drain(drain));
    }
}
