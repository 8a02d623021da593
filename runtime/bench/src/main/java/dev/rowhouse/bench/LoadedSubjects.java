package dev.rowhouse.bench;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** Those that stay, started when they are needed, ended all at once. For use by one thread. */
final class LoadedSubjects implements AutoCloseable {
    private final Setting setting;
    private final SequencedMap<String, LoadedSubject> all = new LinkedHashMap<>();

    LoadedSubjects(Setting setting) {
        this.setting = setting;
    }

    /** Starts a JVM. */
    interface Starter {
        SubjectProcess start() throws IOException;
    }

    LoadedSubject get(String name, Starter starter) throws IOException {
        var known = all.get(name);
        if (known == null) {
            known = new LoadedSubject(starter.start(), setting);
            all.put(name, known);
        }
        return known;
    }

    @Override
    public void close() throws IOException {
        IOException failure = null;
        for (var one : all.sequencedValues().reversed()) {
            try {
                one.close();
            } catch (IOException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
