package dev.rowhouse.control;

import dev.rowhouse.config.InstanceName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What another reading of its file changes in a composite that runs, and what became of it.
 *
 * @param changes one for each instance that changes, in the order of the file, those that go last
 * @param composite keys of the composite itself that change at once: {@code drain}
 * @param process keys of the composite itself that need a restart of the process, and are left as they are until then
 * @param outcomes what became of each change; none if it is a plan
 */
public record Changes(
        List<Change> changes,
        List<String> composite,
        List<String> process,
        Map<InstanceName, Outcome> outcomes) {
    /** Copies. */
    public Changes {
        changes = List.copyOf(changes);
        composite = List.copyOf(composite);
        process = List.copyOf(process);
        outcomes = Map.copyOf(outcomes);
    }

    /** What is done to an instance. */
    public enum Kind {
        /** It comes. */
        ADD,
        /** It is drained and goes; its mounts go first. */
        REMOVE,
        /** It is started in its new form, which takes over from the old one. */
        RESTART,
        /** It answers elsewhere, and is not touched otherwise. */
        REMOUNT,
        /** It serves as before, with other limits or another log. */
        IN_PLACE
    }

    /**
     * A change of one instance.
     *
     * @param why which keys have changed; never their values
     */
    public record Change(InstanceName name, Kind kind, String why) {
        /** {@code restart north: settings.title}. */
        @Override
        public String toString() {
            return "%s %s: %s".formatted(kind.name().toLowerCase(Locale.ROOT).replace('_', ' '), name, why);
        }
    }

    /** What became of a change. */
    public sealed interface Outcome {
        /** It was carried out. */
        record Done() implements Outcome {
            @Override
            public String toString() {
                return "done";
            }
        }

        /**
         * The instance could not start in its new form, and serves in the old one.
         *
         * @param reason why, without secrets
         */
        record FellBack(String reason) implements Outcome {
            @Override
            public String toString() {
                return "serves as before, because it could not start in its new form: " + reason;
            }
        }

        /**
         * The instance doesn't serve, or could not be closed in order.
         *
         * @param reason why, without secrets
         */
        record Failed(String reason) implements Outcome {
            @Override
            public String toString() {
                return "failed: " + reason;
            }
        }
    }

    /** Changes of instances alone, planned. */
    public static Changes of(List<Change> changes) {
        return new Changes(changes, List.of(), List.of(), Map.of());
    }

    /** Whether nothing changes. */
    public boolean isEmpty() {
        return changes.isEmpty() && composite.isEmpty() && process.isEmpty();
    }

    /** Whether something was to be carried out and was not. */
    public boolean hasFailed() {
        return outcomes.values().stream().anyMatch(outcome -> !(outcome instanceof Outcome.Done));
    }

    /** The same changes, carried out. */
    public Changes with(Map<InstanceName, Outcome> became) {
        return new Changes(changes, composite, process, became);
    }

    /** One line for each change, with what became of it if that is known. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (var change : changes) {
            var outcome = outcomes.get(change.name());
            lines.add(outcome == null ? change.toString() : change + "; " + outcome);
        }
        composite.forEach(key -> lines.add("in place: " + key));
        process.forEach(key -> lines.add(key + ": needs a restart of the process"));
        return lines;
    }
}
