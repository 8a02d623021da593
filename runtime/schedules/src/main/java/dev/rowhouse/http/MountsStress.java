package dev.rowhouse.http;

import dev.rowhouse.config.Mount;
import io.undertow.server.HttpHandler;
import java.util.Map;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** What a request sees of mounts that are replaced. */
public final class MountsStress {
    private static final Mount NORTH = Mount.parse("/north");
    private static final HttpHandler OLD = exchange -> {};
    private static final HttpHandler NEW = exchange -> {};

    private MountsStress() {}

    /** It finds who answered there before, or who does now. */
    @JCStressTest
    @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "the one before")
    @Outcome(id = "2", expect = Expect.ACCEPTABLE, desc = "the one now")
    @Outcome(expect = Expect.FORBIDDEN, desc = "neither")
    @State
    public static class OldOrNew {
        private final Mounts mounts = new Mounts(MountTable.of(Map.of(NORTH, OLD)));

        /** Whoever changes what is mounted. */
        @Actor
        public void replace() {
            mounts.replace(MountTable.of(Map.of(NORTH, NEW)));
        }

        /** A request. */
        @Actor
        public void request(I_Result result) {
            var found = mounts.table().find("localhost", 80, "/north/people").map(MountTable.Entry::target);
            result.r1 = found.isEmpty() ? 0 : found.get().equals(OLD) ? 1 : found.get().equals(NEW) ? 2 : 3;
        }
    }
}
