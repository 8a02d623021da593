package dev.rowhouse.instance.rest;

import dev.rowhouse.instance.rest.Stay.Stage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/**
 * Decides which starts of instances may begin, if only so many may go on at the same time, and only so many instances may hold
 * something: first come, first served. A start begins when there are both a place for it and room for what it opens, and has neither
 * before, so nobody keeps one while waiting for the other.
 *
 * <p>Starts that follow a failure are kept apart: at most a quarter of the places is theirs, and where both wait, one of theirs
 * begins after three others. So a crowd of instances that fail can't keep one away that would serve, and is not kept away itself.
 *
 * <p>Without threads, clock or lock of its own; for one thread at a time.
 */
final class Vacancies {
    /** How many starts go before one that follows a failure. */
    private static final int BETWEEN = 3;

    private final int mostStarting;
    private final int mostRunning;
    private final int mostAgain;
    private final SequencedSet<Stay> first = new LinkedHashSet<>();
    private final SequencedSet<Stay> again = new LinkedHashSet<>();
    private final SequencedSet<Stay> starting = new LinkedHashSet<>();
    private final SequencedSet<Stay> serving = new LinkedHashSet<>();
    private int startingAgain;
    private int running;
    private int leaving;
    private int sinceAgain;

    /**
     * No starts yet.
     *
     * @param mostStarting how many starts may go on, at least 1
     * @param mostRunning how many instances may hold something, those that start among them, at least 1
     */
    Vacancies(int mostStarting, int mostRunning) {
        this.mostStarting = mostStarting;
        this.mostRunning = mostRunning;
        mostAgain = Math.max(1, mostStarting / 4);
    }

    /** Takes in a start; gives those that begin now. */
    List<Stay> enter(Stay stay) {
        stay.stage = Stage.WAITING;
        (stay.again() ? again : first).add(stay);
        return next();
    }

    /** A start has succeeded; gives those that begin now. */
    List<Stay> serves(Stay stay) {
        leavePlace(stay);
        stay.stage = Stage.SERVING;
        serving.add(stay);
        return next();
    }

    /** A start has had its place for long and waits for something else; gives those that begin now. */
    List<Stay> linger(Stay stay) {
        leavePlace(stay);
        stay.stage = Stage.LINGERING;
        return next();
    }

    /** What serves is to be closed, for the sake of others. */
    void leaves(Stay stay) {
        stay.stage = Stage.LEAVING;
        leaving++;
    }

    /** What was to be closed is in use, and serves on. */
    void stays(Stay stay) {
        if (stay.stage == Stage.LEAVING) {
            stay.stage = Stage.SERVING;
            leaving--;
        }
    }

    /** Nothing is left of a start, or it waits no longer; gives those that begin now. */
    List<Stay> end(Stay stay) {
        switch (stay.stage) {
            case AWAY -> {
                return List.of();
            }
            case WAITING -> (stay.again() ? again : first).remove(stay);
            case STARTING -> {
                leavePlace(stay);
                running--;
            }
            case LINGERING -> running--;
            case SERVING -> {
                serving.remove(stay);
                running--;
            }
            case LEAVING -> {
                serving.remove(stay);
                running--;
                leaving--;
            }
        }
        stay.stage = Stage.AWAY;
        return next();
    }

    private void leavePlace(Stay stay) {
        if (starting.remove(stay) && stay.again()) {
            startingAgain--;
        }
    }

    private List<Stay> next() {
        List<Stay> begun = new ArrayList<>(1);
        while (starting.size() < mostStarting && running < mostRunning) {
            boolean others = !again.isEmpty() && startingAgain < mostAgain;
            if (first.isEmpty() && !others) {
                break;
            }
            boolean theirTurn = others && (first.isEmpty() || sinceAgain >= BETWEEN);
            var stay = (theirTurn ? again : first).removeFirst();
            sinceAgain = theirTurn ? 0 : sinceAgain + 1;
            startingAgain += theirTurn ? 1 : 0;
            running++;
            stay.stage = Stage.STARTING;
            starting.add(stay);
            begun.add(stay);
        }
        return begun;
    }

    /** How many that serve have to go, beside those that are about to, so that all starts begin for which there are places. */
    int wanted() {
        int able = first.size() + Math.min(again.size(), mostAgain - startingAgain);
        int begin = Math.min(able, mostStarting - starting.size());
        return Math.max(0, begin - (mostRunning - running) - leaving);
    }

    /** Whether as many hold something as may. */
    boolean isFull() {
        return running >= mostRunning;
    }

    /** How many hold something: those that start, serve, or are being closed. */
    int running() {
        return running;
    }

    /** Those that start on a place of their own, the earliest first. */
    Collection<Stay> starting() {
        return Collections.unmodifiableCollection(starting);
    }

    /** Those that serve or are about to be closed. */
    Collection<Stay> serving() {
        return Collections.unmodifiableCollection(serving);
    }

    /** Those that wait for their turn. */
    List<Stay> waiting() {
        List<Stay> all = new ArrayList<>(first);
        all.addAll(again);
        return all;
    }
}
