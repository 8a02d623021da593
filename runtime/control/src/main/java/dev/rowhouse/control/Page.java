package dev.rowhouse.control;

import dev.rowhouse.instance.Phase;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A part of a list of instances, by name.
 *
 * @param total how many there are in all parts
 * @param next where the next part is; empty after the last one
 */
record Page(List<InstanceView> instances, int total, Optional<String> next) {
    /**
     * Which part of which list.
     *
     * @param after the name before the first one; needs not be there any more
     * @param limit how many at most
     * @param phase those in this phase alone
     * @param app those of this app alone
     */
    record Wanted(Optional<String> after, int limit, Optional<Phase> phase, Optional<String> app) {
        private boolean fits(ControlledInstance instance) {
            return phase.map(one -> one == instance.phase()).orElse(true)
                    && app.map(one -> one.equals(instance.app().value())).orElse(true);
        }

        private String after(String last) {
            var link = new StringBuilder("/v1/instances?after=").append(encoded(last)).append("&limit=").append(limit);
            phase.ifPresent(one -> link.append("&phase=").append(one));
            app.ifPresent(one -> link.append("&app=").append(encoded(one)));
            return link.toString();
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
    }

    /** Looks at all instances, and shows some. Starts none. */
    static Page of(List<? extends ControlledInstance> all, Wanted wanted) {
        var fitting = all.stream().filter(wanted::fits).toList();
        var rest = fitting.stream()
                .filter(one -> wanted.after().map(after -> one.name().value().compareTo(after) > 0).orElse(true))
                .sorted(Comparator.comparing(ControlledInstance::name))
                .limit(wanted.limit() + 1L)
                .toList();
        var shown = rest.subList(0, Math.min(wanted.limit(), rest.size()));
        return new Page(shown.stream().map(ControlledInstance::view).toList(), fitting.size(),
                rest.size() > shown.size() ? Optional.of(wanted.after(shown.getLast().name().value()))
                        : Optional.empty());
    }
}
