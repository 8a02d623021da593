package dev.rowhouse.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.instance.Life.Closed;
import dev.rowhouse.instance.Life.Cold;
import dev.rowhouse.instance.Life.Draining;
import dev.rowhouse.instance.Life.Failed;
import dev.rowhouse.instance.Life.Resting;
import dev.rowhouse.instance.Life.Serving;
import dev.rowhouse.instance.Life.Starting;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The table of all that can happen, and what follows; there is nothing else. */
class LifeTest {
    private static final Opener OPENER = Opener.Maker.on(Thread.ofVirtual().factory()).make(() -> {});
    private static final Backoff TWICE = new Backoff(2);
    private static final Life<String> COLD = new Cold<>();
    private static final Life<String> STARTING = new Starting<>(OPENER, TWICE, false);
    private static final Life<String> UNWANTED = new Starting<>(OPENER, TWICE, true);
    private static final Life<String> FAILED = new Failed<>("why", TWICE);
    private static final Life<String> SERVING = new Serving<>("house", TWICE);
    private static final Life<String> DRAINING = new Draining<>("house", COLD);
    private static final Life<String> ENDING = new Draining<>("house", new Closed<>());
    private static final Life<String> ASIDE = new Draining<>("house", new Failed<>("ill", new Backoff(3)));
    private static final Life<String> CLOSED = new Closed<>();
    private static final List<Life<String>> LIVES = List.of(COLD, STARTING, UNWANTED, FAILED, SERVING, DRAINING, ENDING,
            ASIDE, CLOSED);

    /** What can happen to an instance; the methods of {@link Life} have these names. */
    private enum Event {
        start, opened, failed, postponed, drain, setAside, drained, stop;

        Life<String> happenTo(Life<String> life) {
            return switch (this) {
                case start -> ((Resting<String>) life).start(OPENER);
                case opened -> life.opened("house");
                case failed -> life.failed("why");
                case postponed -> life.postponed();
                case drain -> ((Serving<String>) life).drain();
                case setAside -> ((Serving<String>) life).setAside("ill", TWICE);
                case drained -> life.drained();
                case stop -> life.stop();
            };
        }

        /** The phase that follows; empty if an event of that name isn't even there where it can't happen. */
        Optional<Phase> refused() {
            return switch (this) {
                case opened -> Optional.of(Phase.SERVING);
                case failed -> Optional.of(Phase.FAILED);
                case drained, postponed -> Optional.of(Phase.COLD);
                case start, drain, setAside, stop -> Optional.empty();
            };
        }
    }

    private record Move(Life<String> from, Event event, Life<String> to) {}

    private static final List<Move> TABLE = List.of(
            new Move(COLD, Event.start, new Starting<>(OPENER, Backoff.NONE, false)),
            new Move(COLD, Event.stop, CLOSED), new Move(STARTING, Event.opened, SERVING),
            new Move(STARTING, Event.failed, new Failed<>("why", new Backoff(3))),
            new Move(STARTING, Event.postponed, COLD), new Move(UNWANTED, Event.postponed, CLOSED),
            new Move(STARTING, Event.stop, UNWANTED), new Move(UNWANTED, Event.opened, ENDING),
            new Move(UNWANTED, Event.failed, CLOSED), new Move(UNWANTED, Event.stop, UNWANTED),
            new Move(FAILED, Event.start, STARTING), new Move(FAILED, Event.stop, CLOSED),
            new Move(SERVING, Event.drain, DRAINING), new Move(SERVING, Event.setAside, ASIDE),
            new Move(ASIDE, Event.drained, new Failed<>("ill", new Backoff(3))), new Move(ASIDE, Event.stop, ENDING),
            new Move(SERVING, Event.stop, ENDING), new Move(DRAINING, Event.drained, COLD),
            new Move(DRAINING, Event.stop, ENDING), new Move(ENDING, Event.drained, CLOSED),
            new Move(ENDING, Event.stop, ENDING), new Move(CLOSED, Event.stop, CLOSED));

    @TestFactory
    List<DynamicTest> whatHappensLeadsWhereTheTableSays() {
        return TABLE.stream()
                .map(move -> DynamicTest.dynamicTest(move.toString(),
                        () -> assertThat(move.event().happenTo(move.from())).isEqualTo(move.to())))
                .toList();
    }

    @TestFactory
    List<DynamicTest> whatTheTableHasNotIsNotThereOrIsRefusedWithBothPhases() {
        List<DynamicTest> tests = new ArrayList<>();
        for (var life : LIVES) {
            for (var event : EnumSet.complementOf(possible(life))) {
                tests.add(DynamicTest.dynamicTest(life + " " + event, () -> refuses(life, event)));
            }
        }
        return tests;
    }

    private static void refuses(Life<String> life, Event event) {
        if (event.refused().isEmpty()) {
            assertThat(life.getClass().getMethods()).noneMatch(method -> method.getName().equals(event.name()));
        } else {
            assertThatThrownBy(() -> event.happenTo(life)).isInstanceOf(IllegalStateException.class)
                    .hasMessage("an instance that is %s can't become %s", life.phase(), event.refused().get());
        }
    }

    private static EnumSet<Event> possible(Life<String> life) {
        var possible = EnumSet.noneOf(Event.class);
        TABLE.stream().filter(move -> move.from().equals(life)).forEach(move -> possible.add(move.event()));
        return possible;
    }

    @Test
    void nothingElseCanHappen() {
        var methods = LIVES.stream()
                .flatMap(life -> Arrays.stream(life.getClass().getMethods()))
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .filter(method -> Life.class.isAssignableFrom(method.getReturnType()))
                .filter(method -> !isComponent(method))
                .map(Method::getName)
                .collect(Collectors.toSet());
        assertThat(methods)
                .containsExactlyInAnyOrder(Arrays.stream(Event.values()).map(Event::name).toArray(String[]::new));
        assertThat(LIVES.stream().map(Life::phase)).contains(Phase.values());
    }

    private static boolean isComponent(Method method) {
        var type = method.getDeclaringClass();
        return type.isRecord() && Arrays.stream(type.getRecordComponents())
                .anyMatch(component -> component.getAccessor().equals(method));
    }

    @Test
    void whatWasStoppedNeverServesAgain() {
        for (var life : LIVES) {
            assertThat(life.stop().mayServe()).as("%s", life).isFalse();
        }
        for (var move : TABLE) {
            if (!move.from().mayServe() && !(move.from() instanceof Failed)) {
                assertThat(move.to().mayServe()).as("%s", move).isFalse();
            }
        }
    }
}
