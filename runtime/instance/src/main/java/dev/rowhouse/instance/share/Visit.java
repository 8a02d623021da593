package dev.rowhouse.instance.share;

/** One request, as the {@link FairQueue} knows it: from when it comes until its handler has returned. */
abstract class Visit {
    /** Where it is. */
    enum Place {
        /** Not in the queue yet. */
        NEW,
        /** Its turn has not come. */
        WAITING,
        /** It runs, and has a slot. */
        ACTIVE,
        /** It runs, and waited for something when it was last looked at: it needs no slot. */
        BLOCKED,
        /** It has computed for so long that it has no slot any more. */
        LONG,
        /** It is over. */
        ENDED
    }

    final Lane lane;
    Place place = Place.NEW;
    /** Where in the list of its place, for {@link Crowd}. */
    int index;
    /** When it came; nanoseconds. */
    long came;
    /** When it began or was last looked at. */
    long seen;
    /** For how long it has been seen computing since it last waited. */
    long streak;
    /** How long it has used a processor, as far as was seen. */
    long used;
    /** What it was expected to use when it began. */
    long expected;
    /** For how much of it its lane was charged. */
    long charged;

    Visit(Lane lane) {
        this.lane = lane;
    }

    /** Whether it waits at this moment, for a database, a lock, a client; asked only while it runs. */
    abstract boolean isBlocked();
}
