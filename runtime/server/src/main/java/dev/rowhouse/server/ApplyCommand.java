package dev.rowhouse.server;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings a composite that runs in line with its file. */
@Command(name = "apply", description = "Brings a composite that runs in line with its file; instances that the file says nothing new about go on undisturbed.", mixinStandardHelpOptions = true, versionProvider = Main.Version.class)
final class ApplyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "CONF", arity = "0..1", defaultValue = "conf/composite.conf", description = "The composite file (default: ${DEFAULT-VALUE}).")
    private Path file;

    @Mixin
    private final RemoteControl control = new RemoteControl();

    @Override
    public Integer call() throws InterruptedException {
        return ChangeTable.print(spec, control.ask(file, "POST", "/v1/apply", RemoteControl.LONG), "nothing to apply");
    }
}
