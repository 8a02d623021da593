package dev.rowhouse.server;

import dev.rowhouse.server.shell.Shell;
import java.io.Console;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.MDC;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lets an operator work with an instance's objects in JShell, without serving. */
@Command(name = "shell", description = "Opens an instance without serving, and runs Java snippets in it (JShell): from the terminal, or from a pipe until one is wrong.", mixinStandardHelpOptions = true, versionProvider = Main.Version.class)
final class ShellCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "CONF", description = "The composite file.")
    private Path file;

    @Parameters(index = "1", paramLabel = "INSTANCE", description = "The name of the instance.")
    private String instance;

    @Override
    public Integer call() throws Exception {
        try (var rowhouse = Rowhouse.open(file);
                var _ = closeAtExit(rowhouse);
                var household = Standalone.open(rowhouse, instance);
                var _ = MDC.putCloseable("instance", instance)) {
            var shell = new Shell(household);
            var out = spec.commandLine().getOut();
            var in = Main.inputOf(spec);
            boolean terminal = in.equals(System.in)
                    && Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
            var err = spec.commandLine().getErr();
            return terminal ? shell.runOnTerminal(out, err) : Main.afterOutput(spec, shell.runPiped(in, out, err));
        }
    }

    private interface Registration extends AutoCloseable {
        @Override
        void close();
    }

    /** Closes the engines when a signal, or a snippet, ends the process. */
    private static Registration closeAtExit(Rowhouse rowhouse) {
        var hook = new Thread(rowhouse::close, "rowhouse-close");
        Runtime.getRuntime().addShutdownHook(hook);
        return () -> {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The process ends at this moment, and closes what is open.
                return;
            }
        };
    }
}
