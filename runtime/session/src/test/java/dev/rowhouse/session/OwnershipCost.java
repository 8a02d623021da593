package dev.rowhouse.session;

import com.sun.management.ThreadMXBean;
import dev.rowhouse.engine.Engines;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What it costs that each start knows its own: prints time and memory of pieces of work in an instance whose engine has an owner,
 * and in one whose engine has none. To be run by hand; takes a minute.
 */
final class OwnershipCost {
    private static final int TIMES = 9;

    private OwnershipCost() {}

    /** Measures both in turns, in time of the processor on this thread, and takes the median. */
    public static void main(String[] arguments) throws Exception {
        var scopes = new Scopes();
        try (var engines = new Engines();
                var guarded = Estate.open(engines, scopes, "guarded", "cost-guarded", false);
                var unguarded = Estate.unguarded(engines, scopes, "unguarded", "cost-unguarded")) {
            for (var estate : List.of(guarded, unguarded)) {
                estate.scope().runInTransaction(() -> {
                    for (int i = 0; i < 18; i++) {
                        estate.session().persist(new Parcel("more"));
                    }
                });
            }
            System.out.printf("%-22s %12s %12s %7s %10s %10s%n", "", "unguarded ns", "guarded ns", "ratio", "B", "B");
            compare("scope alone", 2_000_000, unguarded, guarded, OwnershipCost::nothing);
            compare("find of one", 60_000, unguarded, guarded, OwnershipCost::find);
            compare("query of 20", 12_000, unguarded, guarded, OwnershipCost::select);
            compare("20, read and flushed", 8_000, unguarded, guarded, OwnershipCost::flush);
            compare("query with an entity", 20_000, unguarded, guarded, OwnershipCost::selectByEntity);
            compare("persist, rolled back", 30_000, unguarded, guarded, OwnershipCost::persist);
        }
    }

    private static int nothing(Estate estate) {
        return estate.scope().call(() -> 1);
    }

    private static int find(Estate estate) {
        return estate.scope().call(() -> estate.find(2).name.length());
    }

    private static int select(Estate estate) {
        return estate.scope()
                .call(() -> estate.session().createSelectionQuery("from Parcel", Parcel.class).getResultList().size());
    }

    private static int flush(Estate estate) {
        return estate.scope().inTransaction(() -> {
            int size = estate.session().createSelectionQuery("from Parcel", Parcel.class).getResultList().size();
            estate.session().flush();
            return size;
        });
    }

    private static int selectByEntity(Estate estate) {
        return estate.scope()
                .call(() -> estate.session()
                        .createSelectionQuery("from Parcel where whole = :whole", Parcel.class)
                        .setParameter("whole", estate.session().getReference(Parcel.class, 1L))
                        .getResultList()
                        .size());
    }

    private static int persist(Estate estate) {
        return estate.scope().call(() -> {
            var session = estate.session();
            var transaction = session.beginTransaction();
            session.persist(new Parcel("fresh"));
            session.flush();
            transaction.rollback();
            return 1;
        });
    }

    private interface Piece {
        int of(Estate estate);
    }

    private record Cost(double nanos, long bytes) {}

    private static void compare(String what, int rounds, Estate unguarded, Estate guarded, Piece piece) {
        List<Cost> without = new ArrayList<>();
        List<Cost> with = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            without.add(measure(rounds / TIMES, unguarded, piece));
            with.add(measure(rounds / TIMES, guarded, piece));
        }
        double before = median(without);
        double after = median(with);
        System.out.printf("%-22s %12.1f %12.1f %7.3f %10d %10d%n", what, before, after, after / before,
                without.getLast().bytes, with.getLast().bytes);
    }

    private static double median(List<Cost> costs) {
        // The first third warms up.
        var nanos = costs.stream().skip(TIMES / 3).mapToDouble(Cost::nanos).sorted().toArray();
        return Arrays.stream(nanos).skip(nanos.length / 2).findFirst().orElseThrow();
    }

    private static Cost measure(int rounds, Estate estate, Piece piece) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int nothing = 0;
        long bytes = threads.getCurrentThreadAllocatedBytes();
        long begin = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < rounds; i++) {
            // Looked at, so that none of it can be left out.
            nothing += piece.of(estate) == 0 ? 1 : 0;
        }
        long nanos = threads.getCurrentThreadCpuTime() - begin;
        if (nothing > 0) {
            throw new IllegalStateException(nothing + " times, nothing was there");
        }
        return new Cost((double) nanos / rounds, (threads.getCurrentThreadAllocatedBytes() - bytes) / rounds);
    }
}
