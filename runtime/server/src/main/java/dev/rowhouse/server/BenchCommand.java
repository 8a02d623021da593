package dev.rowhouse.server;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Stands in the list of commands. The launcher starts the measurements itself, because they are no part of the server. */
@Command(name = "bench", description = "Measures density and speed beside what people use today, and writes a report; from a checkout only.")
final class BenchCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine()
                .getErr()
                .println("rowhouse: bench is no part of the server; runtime/bin/rowhouse of a checkout starts it");
        return Main.USAGE;
    }
}
