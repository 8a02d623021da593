package dev.rowhouse.xa.narayana;

import com.arjuna.ats.arjuna.common.CoordinatorEnvironmentBean;
import com.arjuna.ats.arjuna.common.CoreEnvironmentBean;
import com.arjuna.ats.arjuna.common.CoreEnvironmentBeanException;
import com.arjuna.ats.arjuna.common.ObjectStoreEnvironmentBean;
import com.arjuna.ats.arjuna.common.RecoveryEnvironmentBean;
import com.arjuna.ats.arjuna.coordinator.TwoPhaseCoordinator;
import com.arjuna.ats.arjuna.coordinator.TxControl;
import com.arjuna.ats.arjuna.objectstore.StoreManager;
import com.arjuna.ats.arjuna.recovery.RecoveryManager;
import com.arjuna.ats.internal.arjuna.objectstore.ShadowNoFileLockStore;
import com.arjuna.ats.internal.arjuna.utils.UuidProcessId;
import com.arjuna.ats.jta.common.JTAEnvironmentBean;
import com.arjuna.common.internal.util.propertyservice.BeanPopulator;
import dev.rowhouse.xa.Coordinator;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.transaction.xa.XAResource;

/**
 * Narayana's coordinator and recovery. No thread of its own runs, no socket is open: recovery is done when asked, timeouts are
 * left to the databases, and what is configured here is all that is configured.
 *
 * <p>Made once in each class loader.
 */
public final class NarayanaCoordinator implements Coordinator {
    private final RecoveryManager manager;
    private final Recovery recovery;

    /**
     * Opens the log.
     *
     * @param folder where the log is, or will be
     * @param node what stands in the ids of all branches, so that others leave them alone; up to 28 letters and digits
     * @throws CoreEnvironmentBeanException if the node is too long
     */
    public NarayanaCoordinator(Path folder, String node) throws CoreEnvironmentBeanException {
        core(node);
        coordinator();
        stores(folder);
        recovery(node);
        // The other mode has a thread that does recovery by the clock.
        manager = RecoveryManager.manager(RecoveryManager.DIRECT_MANAGEMENT);
        recovery = new Recovery(manager, node);
    }

    /** Settings that are set here are not looked for in files and system properties, which all households would share. */
    private static void set(Object bean) {
        BeanPopulator.setBeanInstanceIfAbsent(bean.getClass().getName(), bean);
    }

    private static void core(String node) throws CoreEnvironmentBeanException {
        var core = new CoreEnvironmentBean();
        core.setNodeIdentifier(node);
        // The default takes the number of a socket, which it keeps open.
        core.setProcessImplementationClassName(UuidProcessId.class.getName());
        set(core);
    }

    private static void coordinator() {
        var coordinator = new CoordinatorEnvironmentBean();
        // Would listen, to tell recovery in other processes what runs here.
        coordinator.setTransactionStatusManagerEnable(false);
        // A thread would roll back what takes longer, under the hands of those who work with it.
        coordinator.setDefaultTimeout(0);
        set(coordinator);
    }

    private static void stores(Path folder) {
        for (var name : List.of("", ":stateStore", ":communicationStore")) {
            var store = new ObjectStoreEnvironmentBean();
            store.setObjectStoreType(ShadowNoFileLockStore.class.getName());
            store.setObjectStoreDir(folder.toString());
            // A decision is on the disk before anybody is told to commit.
            store.setObjectStoreSync(true);
            store.setTransactionSync(true);
            BeanPopulator.setBeanInstanceIfAbsent(ObjectStoreEnvironmentBean.class.getName() + name, store);
        }
    }

    private static void recovery(String node) {
        var recovery = new RecoveryEnvironmentBean();
        recovery.setRecoveryListener(false);
        recovery.setRecoveryModuleClassNames(List.of());
        recovery.setExpiryScannerClassNames(List.of());
        recovery.setExpiryScanInterval(0);
        set(recovery);
        var jta = new JTAEnvironmentBean();
        jta.setXaRecoveryNodes(List.of(node));
        jta.setXaResourceOrphanFilters(List.of());
        // Whether a transaction still runs is known here, so nobody has to wait to be sure that it doesn't.
        jta.setOrphanSafetyInterval(0);
        set(jta);
    }

    @Override
    public Course begin() {
        // An AtomicAction would do more: bind itself to the thread, and start two that look after timeouts.
        var action = new TwoPhaseCoordinator();
        action.start();
        return new NarayanaCourse(action);
    }

    @Override
    public Set<String> recover(Map<String, XAResource> databases) {
        return recovery.run(databases);
    }

    @Override
    public void close() {
        manager.terminate(false);
        TxControl.disable(true);
        StoreManager.shutdown();
    }
}
