package dev.rowhouse.server;

import dev.rowhouse.instance.Phase;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what a composite file says, or all that is wrong with it; starts nothing and opens no database. */
@Command(name = "check", description = "Shows the instances of a composite file, or everything that is wrong with it. Starts nothing.", mixinStandardHelpOptions = true, versionProvider = Main.Version.class)
final class CheckCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "CONF", arity = "0..1", defaultValue = "conf/composite.conf", description = "The composite file (default: ${DEFAULT-VALUE}).")
    private Path file;

    @Override
    public void run() {
        var config = Composite.check(file);
        var out = spec.commandLine().getOut();
        InstanceTable
                .of(config.instances().stream().map(instance -> new InstanceTable.Row(instance, Phase.COLD)).toList())
                .forEach(out::println);
        out.printf("%s: no mistakes (%d instances)%n", file, config.instances().size());
        out.flush();
    }
}
