package dev.rowhouse.server;

import dev.rowhouse.config.CompositeReader;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what crosses the walls between instances, in the code of apps and in the file; runs none of that code but the plans. */
@Command(name = "audit", description = "Shows what crosses the walls between instances, in the code of apps and in the file. Starts nothing. The status is 1 if there is a finding of severity high that isn't accepted.", mixinStandardHelpOptions = true, versionProvider = Main.Version.class)
final class AuditCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "CONF", arity = "0..1", defaultValue = "conf/composite.conf", description = "The composite file (default: ${DEFAULT-VALUE}).")
    private Path file;

    @Option(names = "--json", description = "All findings as JSON.")
    private boolean json;

    @Option(names = "--all", description = "Hints too, and what was accepted.")
    private boolean all;

    @Override
    public Integer call() {
        var report = audit();
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(report.json());
        } else {
            report.lines(all).forEach(out::println);
        }
        return Main.afterOutput(spec, report.isSerious() ? 1 : 0);
    }

    /** Instances with {@code statics = refuse} refuse nothing here: what they would refuse is shown. */
    private AuditReport audit() {
        try (var catalog = new AppCatalog()) {
            var audit = new CompositeAudit(new CompositeReader(catalog).read(file));
            return AuditReport.of(file.toString(), audit.apps(), audit.files());
        }
    }
}
