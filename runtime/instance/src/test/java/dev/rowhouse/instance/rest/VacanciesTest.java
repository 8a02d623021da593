package dev.rowhouse.instance.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowhouse.config.CapacityConfig;
import dev.rowhouse.instance.rest.Stay.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VacanciesTest {
    /** How many starts there are when all orders are tried, and how many steps are taken. */
    private static final int STARTS = 4;
    private static final int STEPS = 7;

    private final Lodgings nobody = new Lodgings(CapacityConfig.DEFAULT, System::nanoTime);

    @AfterEach
    void close() {
        nobody.close();
    }

    private Stay first(String name) {
        return new Stay(nobody, new Guest(name), false, 0);
    }

    private Stay again(String name) {
        return new Stay(nobody, new Guest(name), true, 0);
    }

    @Test
    void asManyStartAsMayAndTheOthersInTheirOrder() {
        var vacancies = new Vacancies(2, 100);
        var stays = Stream.of("a", "b", "c", "d", "e").map(this::first).toList();
        assertThat(stays.stream().flatMap(stay -> vacancies.enter(stay).stream())).isEqualTo(stays.subList(0, 2));
        assertThat(vacancies.serves(stays.get(1))).containsExactly(stays.get(2));
        assertThat(vacancies.end(stays.get(0))).as("it has failed").containsExactly(stays.get(3));
        assertThat(vacancies.end(stays.get(4))).as("it waits no longer").isEmpty();
        assertThat(vacancies.serves(stays.get(2))).isEmpty();
        assertThat(vacancies.running()).isEqualTo(3);
    }

    @Test
    void oneThatLingersKeepsNobodyAwayAndItsRoom() {
        var vacancies = new Vacancies(1, 2);
        var hangs = first("hangs");
        var next = first("next");
        var last = first("last");
        vacancies.enter(hangs);
        vacancies.enter(next);
        vacancies.enter(last);
        assertThat(vacancies.linger(hangs)).containsExactly(next);
        assertThat(vacancies.serves(next)).as("there is no room").isEmpty();
        assertThat(vacancies.wanted()).isOne();
        vacancies.leaves(next);
        assertThat(vacancies.wanted()).isZero();
        assertThat(vacancies.end(next)).containsExactly(last);
        assertThat(vacancies.serves(hangs)).isEmpty();
        assertThat(vacancies.running()).isEqualTo(2);
    }

    @Test
    void startsThatFailAgainAndAgainKeepNobodyAwayAndComeToTheirTurn() {
        var vacancies = new Vacancies(4, 1000);
        List<Stay> begun = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            begun.addAll(vacancies.enter(again("fails" + i)));
        }
        assertThat(begun).as("a quarter of the places").hasSize(1);
        for (int i = 0; i < 20; i++) {
            begun.addAll(vacancies.enter(first("new" + i)));
        }
        assertThat(begun).hasSize(4);
        List<String> order = new ArrayList<>();
        for (int i = 0; i < begun.size(); i++) {
            order.add(begun.get(i).lodger().name().value().replaceAll("[0-9]", ""));
            begun.addAll(begun.get(i).again() ? vacancies.end(begun.get(i)) : vacancies.serves(begun.get(i)));
        }
        assertThat(order).hasSize(40);
        assertThat(order.subList(0, 9)).containsExactly("fails", "new", "new", "new", "fails", "new", "new", "new",
                "fails");
        assertThat(vacancies.running()).isEqualTo(20);
    }

    /** Every order of a few steps of a few starts, two of which follow a failure, with every small number of places and rooms. */
    @Test
    void inEveryOrderOfStepsNoMoreStartOrRunThanMayAndNobodyWaitsForNothing() {
        long orders = 0;
        for (int places = 1; places <= 2; places++) {
            for (int rooms = 1; rooms <= 3; rooms++) {
                orders += orders(new ArrayList<>(), places, rooms);
            }
        }
        assertThat(orders).isGreaterThan(50_000);
    }

    private record Step(int who, Do what) {}

    private enum Do {
        ENTER, SERVE, LINGER, LEAVE, STAY, END;

        boolean isPossible(Stage stage) {
            return switch (this) {
                case ENTER -> stage == Stage.AWAY;
                case SERVE -> stage == Stage.STARTING || stage == Stage.LINGERING;
                case LINGER -> stage == Stage.STARTING;
                case LEAVE -> stage == Stage.SERVING;
                case STAY -> stage == Stage.LEAVING;
                case END -> stage != Stage.AWAY;
            };
        }
    }

    private long orders(List<Step> before, int places, int rooms) {
        var vacancies = new Vacancies(places, rooms);
        var stays = List.of(first("a"), first("b"), again("c"), again("d"));
        before.forEach(step -> take(vacancies, stays.get(step.who()), step.what()));
        check(vacancies, stays, places, rooms, before);
        if (before.size() == STEPS) {
            return 1;
        }
        long orders = 0;
        for (int who = 0; who < STARTS; who++) {
            for (var what : Do.values()) {
                // Two that are alike enter in one order.
                boolean twin = what == Do.ENTER && who % 2 == 1 && stays.get(who - 1).stage == Stage.AWAY;
                if (what.isPossible(stays.get(who).stage) && !twin) {
                    before.add(new Step(who, what));
                    orders += orders(before, places, rooms);
                    before.removeLast();
                }
            }
        }
        return orders;
    }

    private static void take(Vacancies vacancies, Stay stay, Do what) {
        var begun = switch (what) {
            case ENTER -> vacancies.enter(stay);
            case SERVE -> vacancies.serves(stay);
            case LINGER -> vacancies.linger(stay);
            case LEAVE -> {
                vacancies.leaves(stay);
                yield List.<Stay>of();
            }
            case STAY -> {
                vacancies.stays(stay);
                yield List.<Stay>of();
            }
            case END -> vacancies.end(stay);
        };
        if (begun.stream().anyMatch(one -> one.stage != Stage.STARTING)) {
            throw new AssertionError("not all of %s begin".formatted(begun));
        }
    }

    private static void check(Vacancies vacancies, List<Stay> stays, int places, int rooms, List<Step> steps) {
        int starting = 0;
        int running = 0;
        int leaving = 0;
        int first = 0;
        int again = 0;
        int startingAgain = 0;
        for (var stay : stays) {
            starting += stay.stage == Stage.STARTING ? 1 : 0;
            startingAgain += stay.stage == Stage.STARTING && stay.again() ? 1 : 0;
            running += stay.stage != Stage.AWAY && stay.stage != Stage.WAITING ? 1 : 0;
            leaving += stay.stage == Stage.LEAVING ? 1 : 0;
            first += stay.stage == Stage.WAITING && !stay.again() ? 1 : 0;
            again += stay.stage == Stage.WAITING && stay.again() ? 1 : 0;
        }
        int able = first + Math.min(again, 1 - startingAgain);
        boolean asItShould = starting <= places && running <= rooms && vacancies.running() == running
                && vacancies.starting().size() == starting && startingAgain <= 1
                && (able == 0 || starting == places || running == rooms)
                && vacancies.wanted() == Math.max(0, Math.min(able, places - starting) - (rooms - running) - leaving);
        if (!asItShould) {
            throw new AssertionError("%d places, %d rooms: after %s".formatted(places, rooms, steps));
        }
    }
}
