package dev.rowhouse.probe;

import dev.rowhouse.config.Statuses;
import dev.rowhouse.config.StepWords;
import dev.rowhouse.probe.Step.Words;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who uses one instance: has cookies, remembers what steps capture, and goes through the scenario one step at a turn.
 * Looks at every answer for marks of other instances, and shows its own credentials to the neighbours.
 *
 * <p>For use by one thread at a time.
 */
final class Visitor {
    private static final int RANDOM_LENGTH = 12;
    private static final int EXCERPT = 40;
    private static final long WAIT_MILLIS = 100;

    private final Run run;
    private final int instance;
    private final Target target;
    private final Step.Scenario scenario;
    private final String user;
    private final Wires wires;
    private final Tally tally;
    private final SplittableRandom random = new SplittableRandom();
    private final Map<String, String> captured = new HashMap<>();
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final Deque<Step> due = new ArrayDeque<>();
    private int changesSeen;
    private boolean isSetUp;
    private long turns;
    private long round;

    /** The connections of a thread, one for each address: instances of one address share it, as they would behind a proxy. */
    interface Wires {
        Wire to(Target target);
    }

    /** A visitor with a number that no other one of the instance has. */
    Visitor(Run run, int instance, int user, Wires wires, Tally tally) {
        this.run = run;
        this.instance = instance;
        this.target = run.target(instance);
        this.scenario = run.scenario(instance);
        this.user = Integer.toString(user);
        this.wires = wires;
        this.tally = tally;
        due.addAll(scenario.setup());
        isSetUp = due.isEmpty();
        changesSeen = run.changes(instance);
        round = run.number();
    }

    /** Asks what is next. */
    void turn() {
        turns++;
        int tries = scenario.setup().size() + scenario.steps().size() + scenario.remains().size();
        while (tries >= 0 && !asksNext()) {
            tries--;
        }
    }

    /**
     * Asks for what must be there in the end.
     *
     * @param tries how often it asks, a moment apart, while the instance is away
     * @return whether it was there to answer
     */
    boolean verify(int tries) throws InterruptedException {
        due.clear();
        if (isSetUp) {
            due.addAll(scenario.remains());
        }
        int left = tries;
        while (left > 0 && !due.isEmpty()) {
            int before = due.size();
            if (asksNext() && due.size() == before) {
                left--;
                Thread.sleep(WAIT_MILLIS);
            }
        }
        return due.isEmpty();
    }

    /** Asks the next step, if all is known that it needs; if not, an earlier step has failed, and said so. */
    private boolean asksNext() {
        if (due.isEmpty()) {
            refill();
        }
        var step = due.getFirst();
        var words = words(instance);
        var request = step.request(target, cookie(), words::meaning);
        if (request.isEmpty()) {
            due.removeFirst();
            return false;
        }
        if (ask(step, words, request.get())) {
            due.removeFirst();
            present(step);
        }
        return true;
    }

    private void refill() {
        isSetUp = true;
        int changes = run.changes(instance);
        if (changes != changesSeen) {
            changesSeen = changes;
            due.addAll(scenario.remains());
        }
        if (due.isEmpty()) {
            due.addAll(scenario.steps());
            round = run.number();
        }
    }

    private Words words(int whose) {
        return new Words(Map.of(StepWords.CANARY, run.canaries().of(whose), StepWords.NUMBER,
                Long.toString(run.number()), StepWords.ROUND, Long.toString(round), StepWords.RANDOM, random(),
                StepWords.INSTANCE, run.target(whose).name(), StepWords.USER, user), captured);
    }

    private String random() {
        return random.ints(RANDOM_LENGTH, 0, 36)
                .mapToObj(digit -> Character.toString(Character.forDigit(digit, 36)))
                .collect(Collectors.joining());
    }

    private String cookie() {
        return cookies.isEmpty() ? ""
                : cookies.entrySet()
                        .stream()
                        .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                        .collect(Collectors.joining("; "));
    }

    /** Asks the visitor's own instance; says whether it was there. */
    private boolean ask(Step step, Words words, Step.Request request) {
        var counts = tally.of(instance);
        var answer = exchange(step, target, instance, request);
        if (answer == null) {
            return true;
        }
        look(step, instance, request, answer, Optional.empty());
        if (answer.isAway()) {
            counts.away[step.number()]++;
            return false;
        }
        keepCookies(answer);
        problem(step, words::meaning, answer).ifPresentOrElse(problem -> fail(step, instance, request, problem),
                () -> counts.asExpected[step.number()]++);
        return true;
    }

    private Optional<String> problem(Step step, Function<String, Optional<String>> meaning, Answer answer) {
        if (!step.config().expected().includes(answer.status())) {
            return Optional.of("status %d instead of %s".formatted(answer.status(), step.config().expected()));
        }
        if (step.missing(answer, meaning).isPresent()) {
            return Optional.of("the answer does not contain what it must");
        }
        var values = step.captured(answer);
        values.ifPresent(captured::putAll);
        return values.isPresent() ? Optional.empty() : Optional.of("the answer lacks what is to be captured");
    }

    /** Shows what lets this visitor in here to a neighbour, who has to refuse it. */
    private void present(Step step) {
        var refusal = step.config().refused();
        int neighbour = run.neighbour(instance, turns);
        if (refusal.isEmpty() || neighbour == instance || run.isOver()) {
            return;
        }
        var there = run.target(neighbour);
        var request = step.request(there, cookie(), words(neighbour)::meaning);
        if (request.isEmpty()) {
            return;
        }
        var answer = exchange(step, there, neighbour, request.get());
        if (answer == null) {
            return;
        }
        look(step, neighbour, request.get(), answer, Optional.of(request.get()));
        judge(step, neighbour, request.get(), answer, refusal.get());
    }

    private void judge(Step step, int neighbour, Step.Request request, Answer answer, Statuses refusal) {
        var counts = tally.of(neighbour);
        if (answer.isAway()) {
            counts.away[step.number()]++;
        } else if (refusal.includes(answer.status())) {
            counts.asExpected[step.number()]++;
        } else if (Statuses.DONE.includes(answer.status())) {
            counts.foreign[step.number()]++;
            run.notes()
                    .add(finding(Finding.Kind.FOREIGN_CREDENTIAL, neighbour, instance, step, request, 0,
                            "answered with %d instead of %s".formatted(answer.status(), refusal)));
        } else {
            fail(step, neighbour, request, "a credential of another instance is answered with %d instead of %s"
                    .formatted(answer.status(), refusal));
        }
    }

    private @Nullable Answer exchange(Step step, Target to, int whose, Step.Request request) {
        var counts = tally.of(whose);
        counts.asked[step.number()]++;
        run.countRequest();
        long start = System.nanoTime();
        try {
            var answer = wires.to(to).exchange(request.bytes(), step.isBodiless());
            counts.took(System.nanoTime() - start);
            if (!answer.whole()) {
                fail(step, whose, request, "the answer is longer than what is looked at");
            } else if (answer.field("Content-Encoding").isPresent()) {
                fail(step, whose, request, "the answer is encoded, so nothing can be seen in it");
            }
            return answer;
        } catch (IOException e) {
            counts.took(System.nanoTime() - start);
            fail(step, whose, request, "no answer: " + e.getMessage());
            return null;
        }
    }

    /** Looks for marks of other instances. Those that were sent along are none: an answer may repeat its request. */
    private void look(Step step, int seenIn, Step.Request request, Answer answer, Optional<Step.Request> sent) {
        var counts = tally.of(seenIn);
        counts.checks += run.targets().size() - 1;
        for (var sighting : run.canaries().foreign(answer.bytes(), seenIn)) {
            if (sent.isPresent() && run.canaries()
                    .foreign(sent.get().bytes(), seenIn)
                    .stream()
                    .anyMatch(own -> own.owner() == sighting.owner())) {
                continue;
            }
            counts.foreign[step.number()]++;
            run.notes()
                    .add(finding(Finding.Kind.FOREIGN_CANARY, seenIn, sighting.owner(), step, request,
                            sighting.position(), excerpt(answer.bytes(), sighting.position())));
        }
    }

    private Finding finding(
            Finding.Kind kind,
            int seenIn,
            int owner,
            Step step,
            Step.Request request,
            int position,
            String excerpt) {
        return new Finding(kind, run.target(seenIn).name(), run.target(owner).name(), step.config().name(),
                request.line(), Thread.currentThread().getName(), excerpt, position, run.elapsed(), 1);
    }

    /** What stands around a mark; nothing in it moves a terminal's cursor. */
    private static String excerpt(byte[] bytes, int position) {
        int from = Math.max(0, position - EXCERPT);
        int to = Math.min(bytes.length, position + Canaries.LENGTH + EXCERPT);
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1).replaceAll("[^\\x20-\\x7e]", " ");
    }

    private void fail(Step step, int whose, Step.Request request, String problem) {
        tally.of(whose).failed[step.number()]++;
        run.notes().add(new Failure(run.target(whose).name(), step.config().name(), problem, request.line(), 1));
    }

    private void keepCookies(Answer answer) {
        for (var cookie : answer.cookies()) {
            int equals = cookie.indexOf('=');
            if (equals > 0 && equals + 1 == cookie.length()) {
                cookies.remove(cookie.substring(0, equals));
            } else if (equals > 0) {
                cookies.put(cookie.substring(0, equals), cookie.substring(equals + 1));
            }
        }
    }
}
