package dev.rowhouse.server;

import dev.rowhouse.config.ConfigException;
import dev.rowhouse.http.ListenException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The command line: {@code rowhouse serve}, {@code rowhouse check}. */
@Command(name = "rowhouse", description = "Hosts many instances of the same app in one JVM.", mixinStandardHelpOptions = true, versionProvider = Main.Version.class, subcommands = {
        ServeCommand.class, CheckCommand.class}, synopsisSubcommandLabel = "COMMAND")
public final class Main {
    /** The exit status for what the operator has to mend: EX_CONFIG of sysexits.h. */
    static final int UNUSABLE = 78;

    /** The exit status for a command line that makes no sense: EX_USAGE of sysexits.h. */
    static final int USAGE = 64;

    private Main() {}

    /**
     * Runs a command and exits with its status.
     *
     * @param arguments the command and its arguments
     */
    public static void main(String[] arguments) {
        System.exit(run(writer(System.out), writer(System.err), arguments));
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, stream.charset());
    }

    /** Runs a command and returns its status. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        var commands = new CommandLine(new Main()).setOut(out).setErr(err);
        commands.setExecutionExceptionHandler((failure, command, parsed) -> report(failure, command));
        commands.setCaseInsensitiveEnumValuesAllowed(true);
        if (arguments.length == 0) {
            commands.usage(err);
            return USAGE;
        }
        int status = commands.execute(arguments);
        return status == CommandLine.ExitCode.USAGE ? USAGE : status;
    }

    /** The operator's mistakes are told as they are; ours keep their stack. */
    private static int report(Exception failure, CommandLine command) throws Exception {
        PrintWriter err = command.getErr();
        if (failure instanceof ConfigException unusable) {
            var mistakes = unusable.mistakes();
            mistakes.forEach(err::println);
            err.printf("rowhouse: %d %s; nothing was started%n", mistakes.size(),
                    mistakes.size() == 1 ? "mistake" : "mistakes");
            return UNUSABLE;
        }
        if (failure instanceof ListenException unusable) {
            err.println("rowhouse: " + unusable.getMessage());
            return UNUSABLE;
        }
        throw failure;
    }

    /** The version in the manifest of the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            var version = Optional.ofNullable(Main.class.getPackage().getImplementationVersion());
            return new String[]{"rowhouse " + version.orElse("(not packaged)") + ", Java " + Runtime.version()};
        }
    }
}
