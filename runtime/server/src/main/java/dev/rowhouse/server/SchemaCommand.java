package dev.rowhouse.server;

import dev.rowhouse.config.CompositeReader;
import dev.rowhouse.config.EngineConfig;
import dev.rowhouse.config.FamilyConfig;
import dev.rowhouse.config.InstanceConfig;
import dev.rowhouse.engine.EngineException;
import dev.rowhouse.engine.SchemaAction;
import dev.rowhouse.engine.Schemas;
import dev.rowhouse.instance.OpeningException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Creates, checks, prints or drops the tables of instances, whatever their {@code schema} says. Starts no instance. */
@Command(name = "schema", description = "Creates, checks, prints or drops the tables of instances without starting them, whatever their 'schema' says.", mixinStandardHelpOptions = true, versionProvider = Main.Version.class)
final class SchemaCommand implements Callable<Integer> {
    private static final String PRINT = "print";

    /** What the words stand for that need a database. */
    private static final Map<String, SchemaAction> ACTIONS = Map.of("create", SchemaAction.CREATE, "drop",
            SchemaAction.DROP, "validate", SchemaAction.VALIDATE);

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "CONF", description = "The composite file.")
    private Path file;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "[INSTANCE...] create|drop|print|validate", hideParamSyntax = true, description = {
            "Whose tables (all, if no instance is named), and what is done to them:",
            "create: makes the tables that lack; the others stay as they are.",
            "validate: checks that they are what the app needs.",
            "print: writes the SQL that creates them to standard output, without asking a database.",
            "drop: drops the tables of the app's entities with all they hold, after a question."})
    private List<String> words;

    @Option(names = "--yes", description = "Drops without a question.")
    private boolean yes;

    @Option(names = "--parallel", paramLabel = "N", defaultValue = "4", description = "How many databases are worked on at a time (default: ${DEFAULT-VALUE}).")
    private int parallel;

    @Override
    public Integer call() throws InterruptedException, IOException {
        var action = words.getLast();
        if (!action.equals(PRINT) && !ACTIONS.containsKey(action)) {
            throw RefusalException.usage(
                    "'%s' is no action; the last word is one of create, drop, print, validate".formatted(action));
        }
        if (parallel < 1) {
            throw RefusalException.usage("--parallel %d: write a number from 1 on".formatted(parallel));
        }
        try (var catalog = new AppCatalog(); var schemas = new Schemas()) {
            // Printing asks no database, and all databases of a family have the same tables.
            var tasks = tasks(catalog, action.equals(PRINT) ? (_, family) -> List.of(family.pattern())
                    : (instance, family) -> members(schemas, instance, family));
            if (action.equals(PRINT)) {
                return print(tasks, schemas);
            }
            if (action.equals("drop") && !yes && !isConfirmed(tasks)) {
                spec.commandLine().getOut().println("nothing was dropped");
                return 1;
            }
            return carryOut(Optional.ofNullable(ACTIONS.get(action)).orElseThrow(), tasks, schemas);
        }
    }

    private static List<EngineConfig> members(Schemas schemas, InstanceConfig instance, FamilyConfig family) {
        try {
            return schemas.keys(instance.name(), family).stream().map(family::member).toList();
        } catch (EngineException e) {
            throw OpeningException.of(instance.name(), e, instance.secrets());
        }
    }

    private List<SchemaTask> tasks(AppCatalog catalog, SchemaTask.Members members) {
        var config = new CompositeReader(catalog).read(file);
        var names = words.subList(0, words.size() - 1);
        try {
            var instances = names.isEmpty() ? config.instances() : names.stream().map(config::instance).toList();
            return SchemaTask.of(config, instances, catalog.apps(), members);
        } catch (IllegalArgumentException e) {
            throw RefusalException.usage(String.valueOf(e.getMessage()));
        }
    }

    private boolean isConfirmed(List<SchemaTask> tasks) throws IOException {
        var out = spec.commandLine().getOut();
        out.println("This drops the tables of the app's entities, with all they hold, in");
        tasks.forEach(task -> out.printf("  %s  %s%n", task.name(), task.database()));
        out.print("Type yes to drop them: ");
        out.flush();
        var in = new BufferedReader(new InputStreamReader(Main.inputOf(spec), Charset.defaultCharset()));
        return "yes".equals(in.readLine());
    }

    private int carryOut(SchemaAction action, List<SchemaTask> tasks, Schemas schemas) throws InterruptedException {
        var err = spec.commandLine().getErr();
        var progress = new ProgressBar(err, tasks.size(), ProgressBar.isSeen());
        var failed = new SchemaRun(tasks, parallel, progress).each(task -> task.carryOut(action, schemas));
        var done = switch (action) {
            case CREATE -> "created";
            case VALIDATE -> "valid";
            case DROP -> "dropped";
        };
        spec.commandLine().getOut().printf("%s: %d of %d engines%n", done, tasks.size() - failed.size(), tasks.size());
        return report(failed);
    }

    private int print(List<SchemaTask> tasks, Schemas schemas) {
        var out = spec.commandLine().getOut();
        var failed = new LinkedHashMap<SchemaTask, String>();
        for (var task : tasks) {
            try {
                var statements = task.statements(schemas);
                out.printf("-- %s%n", task.name());
                statements.forEach(statement -> out.printf("%s;%n", statement));
                out.println();
            } catch (RuntimeException | StackOverflowError e) {
                failed.put(task, task.reason(e));
            }
        }
        return Main.afterOutput(spec, report(failed));
    }

    private int report(Map<SchemaTask, String> failed) {
        var err = spec.commandLine().getErr();
        failed.forEach((task, reason) -> err.printf("failed: %s: %s%n", task.name(), reason));
        return failed.isEmpty() ? 0 : 1;
    }
}
