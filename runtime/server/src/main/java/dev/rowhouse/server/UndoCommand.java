package dev.rowhouse.server;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts the files of a composite back that it ran with before, and applies them. */
@Command(name = "undo", description = "Puts the files back that a composite ran with before the last apply, and applies them. What they held is kept in the history.", mixinStandardHelpOptions = true, versionProvider = Main.Version.class)
final class UndoCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "CONF", arity = "0..1", defaultValue = "conf/composite.conf", description = "The composite file (default: ${DEFAULT-VALUE}).")
    private Path file;

    @Mixin
    private final RemoteControl control = new RemoteControl();

    @Override
    public Integer call() throws InterruptedException {
        return ChangeTable.print(spec, control.ask(file, "POST", "/v1/undo", RemoteControl.LONG), "nothing to undo");
    }
}
