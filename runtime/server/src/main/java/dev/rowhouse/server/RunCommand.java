package dev.rowhouse.server;

import com.google.inject.ConfigurationException;
import com.google.inject.CreationException;
import com.google.inject.ProvisionException;
import com.google.inject.spi.Message;
import dev.rowhouse.instance.Household;
import dev.rowhouse.instance.Reasons;
import dev.rowhouse.loader.ContextLoader;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.slf4j.MDC;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a class of the app once, in one instance, without serving. Standard output is the job's alone. */
@Command(name = "run", description = "Runs a class of an instance's app (a job) without serving; its status is the exit status. Whatever follows CLASS belongs to the job.", mixinStandardHelpOptions = true, versionProvider = Main.Version.class)
final class RunCommand implements Callable<Integer> {
    /** The exit status of a job that throws. */
    private static final int FAILED = 1;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "CONF", description = "The composite file.")
    private Path file;

    @Parameters(index = "1", paramLabel = "INSTANCE", description = "The name of the instance.")
    private String instance;

    @Parameters(index = "2", paramLabel = "CLASS", description = "The full name of a class that implements dev.rowhouse.spi.Job, Callable<Integer> or Runnable. It is made by the instance's injector and need not be bound.")
    private String className;

    @Parameters(index = "3..*", paramLabel = "ARGS", description = "What the job is given.")
    private List<String> arguments = List.of();

    @Override
    public Integer call() {
        try (var rowhouse = Rowhouse.open(file)) {
            Standalone.check(rowhouse, instance);
            // Before any database is opened.
            var _ = JobClass.find(className, rowhouse.loader(instance), !arguments.isEmpty());
            return run(rowhouse);
        }
    }

    private int run(Rowhouse rowhouse) {
        try (var interruption = Interruption.ofThisThread(rowhouse.config().drain());
                var household = Standalone.open(rowhouse, instance);
                var _ = ContextLoader.of(household.loader());
                var _ = MDC.putCloseable("instance", instance);
                var _ = UncaughtFailures.to(spec.commandLine().getErr(), household.config().secrets())) {
            try {
                var job = JobClass.find(className, household.loader(), !arguments.isEmpty());
                int status = household.work().call(() -> job.run(made(household, job), arguments));
                household.finish();
                return status;
            } catch (Throwable e) {
                Fatal.rethrow(e);
                return fail(e, household, interruption);
            } finally {
                interruption.endOfWork();
            }
        }
    }

    private static Object made(Household household, JobClass job) {
        try {
            return household.make(job.type());
        } catch (ConfigurationException e) {
            throw notInjectable(job, e.getErrorMessages());
        } catch (CreationException e) {
            throw notInjectable(job, e.getErrorMessages());
        }
    }

    private static RefusalException notInjectable(JobClass job, Collection<Message> messages) {
        return RefusalException.usage(
                "class %s can't be made: %s; give it one constructor annotated @Inject whose parameters the app binds"
                        .formatted(job.type().getName(),
                                messages.stream()
                                        .map(message -> message.getMessage().strip().replaceAll("\\s+", " "))
                                        .distinct()
                                        .collect(Collectors.joining("; "))));
    }

    private int fail(Throwable failure, Household household, Interruption interruption) {
        if (failure instanceof RefusalException refusal) {
            throw refusal;
        }
        var err = spec.commandLine().getErr();
        if (interruption.isAsked()) {
            err.printf("rowhouse: %s was interrupted: %s%n", className,
                    Reasons.describe(failure, household.config().secrets()));
        } else {
            var thrown = failure instanceof ProvisionException && failure.getCause() != null ? failure.getCause()
                    : failure;
            err.println(Reasons.stack(thrown, household.config().secrets()));
        }
        return FAILED;
    }
}
