package dev.rowhouse.xa.narayana;

import com.arjuna.ats.arjuna.common.Uid;
import com.arjuna.ats.arjuna.coordinator.ActionManager;
import com.arjuna.ats.arjuna.coordinator.TwoPhaseCoordinator;
import com.arjuna.ats.arjuna.exceptions.ObjectStoreException;
import com.arjuna.ats.arjuna.objectstore.RecoveryStore;
import com.arjuna.ats.arjuna.objectstore.StateStatus;
import com.arjuna.ats.arjuna.objectstore.StoreManager;
import com.arjuna.ats.arjuna.recovery.RecoveryManager;
import com.arjuna.ats.arjuna.state.InputObjectState;
import com.arjuna.ats.internal.arjuna.common.UidHelper;
import com.arjuna.ats.internal.jta.recovery.arjunacore.XARecoveryModule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.transaction.xa.XAResource;

/**
 * Ends what transactions have left behind that don't run any more. Decisions of the log first, since what they name may be
 * taken for an orphan once they are gone; then the orphans, which nobody has decided on.
 */
final class Recovery {
    private final RecoveryManager manager;
    private final String node;
    private final String log = new TwoPhaseCoordinator().type();
    private final RecoveryStore store = StoreManager.getRecoveryStore();

    Recovery(RecoveryManager manager, String node) {
        this.manager = manager;
        this.node = node;
    }

    Set<String> run(Map<String, XAResource> databases) {
        try {
            var waiting = commitDecided(databases);
            rollBackOrphans(databases);
            return waiting;
        } catch (ObjectStoreException | IOException e) {
            throw new IllegalStateException("the log of transactions can't be read", e);
        }
    }

    /** A new module for each pass: it remembers what it has seen, and resources, which are closed by the next time. */
    private static XARecoveryModule module(Map<String, XAResource> databases) {
        var module = new XARecoveryModule();
        module.addXAResourceRecoveryHelper(new Databases(databases));
        return module;
    }

    private Set<String> commitDecided(Map<String, XAResource> databases) throws ObjectStoreException, IOException {
        var module = module(databases);
        // Here the entries of the log look for their resources.
        manager.addModule(module);
        try {
            module.periodicWorkFirstPass();
            return replay();
        } finally {
            manager.removeModule(module, false);
        }
    }

    private void rollBackOrphans(Map<String, XAResource> databases) {
        var module = module(databases);
        module.addXAResourceOrphanFilter(new Orphans(node, store, log));
        module.periodicWorkFirstPass();
        module.periodicWorkSecondPass();
    }

    private Set<String> replay() throws ObjectStoreException, IOException {
        Set<String> waiting = new TreeSet<>();
        for (var uid : decided()) {
            // In this order: a transaction that runs takes its entry out of the log before it is forgotten here.
            if (ActionManager.manager().get(uid) == null && store.currentState(uid, log) != StateStatus.OS_UNKNOWN) {
                waiting.addAll(new Replay(uid).run());
            }
        }
        return waiting;
    }

    private List<Uid> decided() throws ObjectStoreException, IOException {
        List<Uid> decided = new ArrayList<>();
        var uids = new InputObjectState();
        if (store.allObjUids(log, uids)) {
            for (var uid = UidHelper.unpackFrom(uids); uid.notEquals(Uid.nullUid()); uid = UidHelper.unpackFrom(uids)) {
                decided.add(uid);
            }
        }
        return decided;
    }
}
