package dev.rowhouse.xa.narayana;

import com.arjuna.ats.arjuna.common.Uid;
import com.arjuna.ats.arjuna.coordinator.RecordList;
import com.arjuna.ats.arjuna.coordinator.RecordListIterator;
import com.arjuna.ats.arjuna.coordinator.TwoPhaseCoordinator;
import com.arjuna.ats.internal.jta.resources.arjunacore.XAResourceRecord;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A transaction as the log has it: decided, and maybe not yet carried out everywhere. */
final class Replay extends TwoPhaseCoordinator {
    Replay(Uid uid) {
        super(uid);
    }

    /**
     * Commits its branches.
     *
     * @return the databases of those that could not be reached
     * @throws IllegalStateException if the log's entry can't be read; it stays as it is
     */
    Set<String> run() {
        if (!activate()) {
            throw new IllegalStateException(
                    "the entry %s in the log of transactions can't be read".formatted(get_uid()));
        }
        phase2Commit(true);
        Set<String> waiting = new TreeSet<>();
        Stream.of(preparedList, failedList, heuristicList).forEach(list -> addNames(list, waiting));
        return waiting;
    }

    private static void addNames(@Nullable RecordList list, Set<String> names) {
        if (list == null) {
            return;
        }
        var entries = new RecordListIterator(list);
        for (var entry = entries.iterate(); entry != null; entry = entries.iterate()) {
            if (entry instanceof XAResourceRecord branch) {
                names.add(branch.getJndiName());
            }
        }
    }
}
