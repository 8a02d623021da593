package dev.rowhouse.control;

import dev.rowhouse.config.AppName;
import dev.rowhouse.config.InstanceName;
import dev.rowhouse.config.Mount;
import dev.rowhouse.instance.Phase;
import java.time.Duration;
import java.util.List;

/** An instance as who operates it sees it. Safe for use by many threads; nothing is started by looking. */
public interface ControlledInstance {
    /** Its name. */
    InstanceName name();

    /** The app that it is a copy of. */
    AppName app();

    /** Where in its life it is. */
    Phase phase();

    /** All that there is to see. */
    InstanceView view();

    /** Starts it, also after {@link #stop}, and waits for that; see {@link dev.rowhouse.instance.HostedInstance#start}. */
    Phase start();

    /** Ends what it does until it is started again; see {@link dev.rowhouse.instance.HostedInstance#stop}. */
    Phase stop(Duration drain) throws InterruptedException;

    /** Ends what it does, and starts it again; see {@link dev.rowhouse.instance.HostedInstance#restart}. */
    Phase restart(Duration drain) throws InterruptedException;

    /** Lets it rest if it is idle; see {@link dev.rowhouse.instance.HostedInstance#passivate}. */
    boolean passivate(Duration drain) throws InterruptedException;

    /** Where it answers at the moment. */
    List<Mount> mounts();

    /** Where the composite file said that it answers, when that was read. */
    List<Mount> declared();

    /**
     * Lets it answer in one more place; nothing happens if it does already.
     *
     * @throws RefusedException if another instance answers there, or nobody could
     */
    void mount(Mount mount);

    /**
     * Lets it answer no more in one place.
     *
     * @throws RefusedException if it doesn't answer there
     */
    void unmount(Mount mount);
}
