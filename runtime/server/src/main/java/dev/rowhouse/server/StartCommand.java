package dev.rowhouse.server;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Starts an instance of a composite that runs. */
@Command(name = "start", description = "Starts an instance of a composite that runs, also after stop, and waits until it serves.", mixinStandardHelpOptions = true, versionProvider = Main.Version.class)
final class StartCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private final InstanceAction instance = new InstanceAction();

    @Mixin
    private final RemoteControl control = new RemoteControl();

    @Override
    public Integer call() throws InterruptedException {
        return instance.act(spec, control, "start", "");
    }
}
