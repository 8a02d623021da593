package dev.rowhouse.server;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lets an instance of a composite that runs answer no more in one place. */
@Command(name = "unmount", description = "Lets an instance of a composite that runs answer no more in one place. The file is not changed: what is written there is back with the next apply or start.", mixinStandardHelpOptions = true, versionProvider = Main.Version.class)
final class UnmountCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private final InstanceAction instance = new InstanceAction();

    @Parameters(index = "1", paramLabel = "MOUNT", description = "A path, a host or both, as in the composite file: /path, host/path.")
    private String mount;

    @Mixin
    private final RemoteControl control = new RemoteControl();

    @Override
    public Integer call() throws InterruptedException {
        return instance.mount(spec, control, "DELETE", mount);
    }
}
