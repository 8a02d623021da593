package dev.rowhouse.audit;

import dev.rowhouse.audit.Judged.Verdict;
import dev.rowhouse.config.Acceptance;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Compares what was found with what the operator has decided. */
public final class Judgement {
    private Judgement() {}

    /**
     * Judges findings.
     *
     * @param accepted what the operator accepts; one that covers no finding becomes a finding itself
     * @param separated whether each instance has static fields of its own
     * @return in the order of the findings, what is stale at the end
     */
    public static List<Judged> of(List<Finding> findings, List<Acceptance> accepted, boolean separated) {
        var judged = new ArrayList<Judged>();
        var used = new HashSet<Acceptance>();
        for (var finding : findings) {
            var acceptance = accepted.stream().filter(one -> one.covers(finding.name())).toList();
            used.addAll(acceptance);
            if (!acceptance.isEmpty()) {
                judged.add(new Judged(finding, Verdict.ACCEPTED, acceptance.getFirst().reason()));
            } else {
                judged.add(new Judged(finding,
                        separated && finding.rule().isAboutStatics() ? Verdict.SEPARATED : Verdict.OPEN, ""));
            }
        }
        accepted.stream()
                .filter(one -> !used.contains(one))
                .map(one -> new Finding(Rule.STALE_ACCEPTANCE, Severity.LOW,
                        new Place(one.finding(), one.origin().file(), one.origin().line()),
                        "nothing of that name is found"))
                .forEach(stale -> judged.add(new Judged(stale, Verdict.OPEN, "")));
        return judged;
    }
}
