package dev.rowhouse.server;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what apply would change in a composite that runs. */
@Command(name = "plan", description = "Shows what apply would change in a composite that runs. Changes nothing.", mixinStandardHelpOptions = true, versionProvider = Main.Version.class)
final class PlanCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "CONF", arity = "0..1", defaultValue = "conf/composite.conf", description = "The composite file (default: ${DEFAULT-VALUE}).")
    private Path file;

    @Mixin
    private final RemoteControl control = new RemoteControl();

    @Override
    public Integer call() throws InterruptedException {
        return ChangeTable.print(spec, control.ask(file, "GET", "/v1/plan", RemoteControl.LONG), "nothing to apply");
    }
}
