package dev.rowhouse.probe;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Phaser;

/**
 * One thread of a run: plays one visitor of each instance, and goes from one instance to the next with each request, on one
 * connection. So whatever a composite keeps by thread or by connection is used for all instances in turn.
 *
 * <p>A part of the requests are sent when all threads are ready to send theirs, so that requests of different instances begin
 * at the same moment; the others as fast as they are answered.
 */
final class Voice {
    /** Out of so many turns in a row... */
    private static final long BLOCK = 128;

    /** ... the first so many are taken together with all other threads. */
    private static final long TOGETHER = 32;

    /** How often it asks again in the end, while an instance is away. */
    private static final int TRIES = 300;

    private final Run run;
    private final int number;
    private final Phaser together;
    private final Tally tally;
    private final Map<InetSocketAddress, Wire> wires = new HashMap<>();
    private final List<Visitor> visitors = new ArrayList<>();

    Voice(Run run, int number, Phaser together) {
        this.run = run;
        this.number = number;
        this.together = together;
        this.tally = new Tally(run.targets());
        for (int i = 0; i < run.targets().size(); i++) {
            visitors.add(
                    new Visitor(run, i, number, target -> wires.computeIfAbsent(target.address(), Wire::new), tally));
        }
    }

    /** Asks until enough is asked. */
    void work() {
        try {
            for (long turn = 0; !run.isOver(); turn++) {
                if (turn % BLOCK < TOGETHER) {
                    together.arriveAndAwaitAdvance();
                }
                visitors.get((int) ((number + turn) % visitors.size())).turn();
            }
        } finally {
            together.arriveAndDeregister();
        }
    }

    /** Asks for what must still be there, and hangs up. */
    void verify() throws InterruptedException {
        try {
            for (int i = 0; i < visitors.size(); i++) {
                if (!visitors.get(i).verify(TRIES)) {
                    run.notes().add(new Failure(run.target(i).name(), "remains", "is away for good", "", 1));
                    return;
                }
            }
        } finally {
            wires.values().forEach(Wire::close);
        }
    }

    /** What it has counted; to be asked when its work has ended. */
    Tally tally() {
        return tally;
    }
}
