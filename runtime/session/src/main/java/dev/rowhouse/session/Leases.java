package dev.rowhouse.session;

import dev.rowhouse.engine.Engine;
import dev.rowhouse.engine.Lease;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The engines that a piece of work keeps open, of those that are opened on demand. For one thread. */
final class Leases {
    private final Map<Leased, Lease> held = new LinkedHashMap<>();

    /** The engine, opened by now, and kept open from now on. */
    Engine engine(Leased place) {
        var lease = held.get(place);
        if (lease == null) {
            lease = place.lease();
            held.put(place, lease);
        }
        return lease.engine();
    }

    /** The engines of some places that are kept open now. */
    Set<Engine> held(Collection<Leased> places) {
        Set<Engine> engines = Collections.newSetFromMap(new IdentityHashMap<>());
        for (var place : places) {
            var lease = held.get(place);
            if (lease != null) {
                engines.add(lease.engine());
            }
        }
        return engines;
    }

    /** The engines of members that no block around names any more. */
    List<Engine> releasable(@Nullable Chosen chosen) {
        var free = new ArrayList<Engine>();
        held.forEach((place, lease) -> {
            if (place instanceof Leased.Member && !Chosen.isNamed(chosen, place)) {
                free.add(lease.engine());
            }
        });
        return free;
    }

    /** Lets one go. */
    void release(Engine engine) {
        held.entrySet().removeIf(entry -> {
            if (entry.getValue().engine() != engine) {
                return false;
            }
            entry.getValue().close();
            return true;
        });
    }

    /** Lets all go. */
    void close() {
        held.values().forEach(Lease::close);
        held.clear();
    }
}
