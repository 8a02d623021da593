package dev.rowhouse.server;

import dev.rowhouse.audit.Judged;
import dev.rowhouse.audit.Judged.Verdict;
import dev.rowhouse.audit.Severity;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells once, in one line for each app, what the audit finds; beside everything else, when the composite serves already. */
final class AuditAtLoad {
    private static final Logger LOG = LoggerFactory.getLogger(AuditAtLoad.class);

    private AuditAtLoad() {}

    /** Begins the audit on a thread of its own and returns. */
    static Thread begin(CompositeAudit audit, Path file) {
        return Thread.ofVirtual().name("rowhouse-audit").start(() -> {
            try {
                audit.apps().forEach((app, judged) -> tell("app " + app, judged, file));
                tell("file " + file, audit.files(), file);
            } catch (RuntimeException e) {
                LOG.warn("the audit failed; rowhouse audit {} shows why", file, e);
            }
        });
    }

    private static void tell(String what, List<Judged> judged, Path file) {
        var open = judged.stream()
                .filter(one -> one.verdict() == Verdict.OPEN && one.finding().severity() != Severity.LOW)
                .toList();
        if (!open.isEmpty()) {
            long high = open.stream().filter(Judged::isSerious).count();
            LOG.warn("{}: {} that {} walls ({} high): rowhouse audit {} shows {}", what,
                    open.size() == 1 ? "1 finding" : open.size() + " findings", open.size() == 1 ? "crosses" : "cross",
                    high, file, open.size() == 1 ? "it" : "them");
        }
    }
}
