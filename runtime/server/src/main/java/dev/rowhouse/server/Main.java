package dev.rowhouse.server;

import dev.rowhouse.config.ConfigException;
import dev.rowhouse.http.ListenException;
import dev.rowhouse.instance.OpeningException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;

/** The command line: one class for each command. */
@Command(name = "rowhouse", description = "Hosts many instances of the same app in one JVM.", mixinStandardHelpOptions = true, versionProvider = Main.Version.class, synopsisSubcommandLabel = "COMMAND")
public final class Main {
    /** The exit status for what the operator has to mend: EX_CONFIG of sysexits.h. */
    static final int UNUSABLE = 78;

    /** The exit status for a command line that makes no sense: EX_USAGE of sysexits.h. */
    static final int USAGE = 64;

    /** The exit status where no composite runs: EX_UNAVAILABLE of sysexits.h. */
    static final int UNAVAILABLE = 69;

    /** The exit status for what this user may not do: EX_NOPERM of sysexits.h. */
    static final int FORBIDDEN = 77;

    /** In the order of the help. */
    private static final List<Class<?>> COMMANDS = List.of(ServeCommand.class, CheckCommand.class, AuditCommand.class,
            ProbeCommand.class, RunCommand.class, ShellCommand.class, SchemaCommand.class, ShardsCommand.class,
            LsCommand.class, StartCommand.class, StopCommand.class, RestartCommand.class, PassivateCommand.class,
            MountCommand.class, UnmountCommand.class, PlanCommand.class, ApplyCommand.class, UndoCommand.class,
            BenchCommand.class);

    private final InputStream in;

    private Main(InputStream in) {
        this.in = in;
    }

    /** Standard input of the command whose specification this is. */
    static InputStream inputOf(CommandSpec command) {
        return ((Main) command.root().userObject()).in;
    }

    /** The status of a command that was run for its output: a failure, and said, if that can't be written. */
    static int afterOutput(CommandSpec command, int status) {
        if (!command.commandLine().getOut().checkError()) {
            return status;
        }
        command.commandLine().getErr().println("rowhouse: standard output can't be written; not all of it arrived");
        return status == 0 ? 1 : status;
    }

    /**
     * Runs a command and exits with its status.
     *
     * @param arguments the command and its arguments
     */
    public static void main(String[] arguments) {
        int status = run(System.in, writer(System.out), writer(System.err), arguments);
        LogQueue.awaitWritten();
        System.exit(status);
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, stream.charset());
    }

    /** Runs a command and returns its status. */
    static int run(InputStream in, PrintWriter out, PrintWriter err, String... arguments) {
        var commands = new CommandLine(new Main(in));
        // Before all settings, which are handed on to the commands that are there.
        wanted(arguments).forEach(commands::addSubcommand);
        commands.setOut(out).setErr(err);
        commands.setExecutionExceptionHandler((failure, command, parsed) -> report(failure, command));
        commands.setCaseInsensitiveEnumValuesAllowed(true);
        // What follows the class of a job is the job's, whatever it looks like.
        commands.setExpandAtFiles(false);
        find(commands, "run").ifPresent(run -> run.setStopAtPositional(true));
        // Nor is anything behind 'bench' ours.
        find(commands, "bench").ifPresent(bench -> bench.setUnmatchedArgumentsAllowed(true));
        if (arguments.length == 0) {
            commands.usage(err);
            return USAGE;
        }
        Stream.concat(Stream.of(commands), commands.getSubcommands().values().stream())
                .forEach(command -> command.getCommandSpec().exitCodeOnInvalidInput(USAGE));
        return commands.execute(arguments);
    }

    /**
     * The command that is named; all of them where none is. To look at all members of all of them takes a sixth of the time, and of the
     * processor, of a command that ends soon.
     */
    private static List<Class<?>> wanted(String... arguments) {
        var named = COMMANDS.stream()
                .filter(one -> arguments.length > 0 && one.getAnnotation(Command.class).name().equals(arguments[0]))
                .toList();
        return named.isEmpty() ? COMMANDS : named;
    }

    private static Optional<CommandLine> find(CommandLine commands, String name) {
        return Optional.ofNullable(commands.getSubcommands().get(name));
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
        if (failure instanceof ListenException || failure instanceof OpeningException) {
            err.println("rowhouse: " + failure.getMessage());
            return UNUSABLE;
        }
        if (failure instanceof RefusalException refusal) {
            err.println("rowhouse: " + refusal.getMessage());
            return refusal.status();
        }
        throw failure;
    }

    /** The version in the manifest of the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[]{"rowhouse " + number() + ", Java " + Runtime.version()};
        }

        /** Without a word about it. */
        static String number() {
            return Optional.ofNullable(Main.class.getPackage().getImplementationVersion()).orElse("(not packaged)");
        }
    }
}
