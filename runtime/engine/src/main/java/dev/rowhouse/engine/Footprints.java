package dev.rowhouse.engine;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * What texts of SQL leave on a connection, remembered for those that come often: a mapping's do. It depends on the text and the spelling
 * alone, so engines may share one.
 *
 * <p>Remembers at least the last {@value #GENERATION} texts and at most twice as many, and none longer than {@value #LONGEST} characters.
 * Safe for use by many threads, which wait for nobody.
 */
final class Footprints {
    static final int GENERATION = 2048;
    static final int LONGEST = 4096;

    private final FootprintReader.Spelling spelling;
    private volatile Generations known = new Generations(new ConcurrentHashMap<>(), new ConcurrentHashMap<>());

    /** Texts that were used lately, and those before them, which are forgotten together. */
    private record Generations(ConcurrentMap<String, Footprint> young, ConcurrentMap<String, Footprint> old) {}

    Footprints(FootprintReader.Spelling spelling) {
        this.spelling = spelling;
    }

    Footprint of(String text) {
        var now = known;
        @Nullable
        Footprint young = now.young().get(text);
        return young == null ? learn(text, now) : young;
    }

    private Footprint learn(String text, Generations now) {
        @Nullable
        Footprint old = now.old().get(text);
        var footprint = old == null ? FootprintReader.read(text, spelling) : old;
        if (text.length() <= LONGEST) {
            now.young().put(text, footprint);
            if (now.young().size() > GENERATION) {
                // Two threads may do so at once: then some texts are read once more.
                known = new Generations(new ConcurrentHashMap<>(), now.young());
            }
        }
        return footprint;
    }

    /** How many texts it remembers. */
    int size() {
        var now = known;
        return now.young().size() + now.old().size();
    }
}
