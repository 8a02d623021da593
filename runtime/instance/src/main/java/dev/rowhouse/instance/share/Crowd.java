package dev.rowhouse.instance.share;

import java.util.ArrayList;
import java.util.List;

/** Visits in one place, in no order; one of them goes in constant time. */
final class Crowd {
    private final List<Visit> visits = new ArrayList<>();

    int size() {
        return visits.size();
    }

    Visit get(int index) {
        return visits.get(index);
    }

    void add(Visit visit) {
        visit.index = visits.size();
        visits.add(visit);
    }

    @SuppressWarnings("ReferenceEquality") // Requests are themselves alone.
    void remove(Visit visit) {
        var last = visits.removeLast();
        if (last != visit) {
            visits.set(visit.index, last);
            last.index = visit.index;
        }
    }
}
