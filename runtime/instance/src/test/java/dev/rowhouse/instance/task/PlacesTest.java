package dev.rowhouse.instance.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowhouse.instance.task.Places.Piece;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlacesTest {
    private static Piece piece() {
        return new Piece(() -> {}, null);
    }

    private static Piece child(Piece parent) {
        return new Piece(() -> {}, parent);
    }

    @Test
    void letsSoManyRunAndTheOthersWaitInOrder() {
        var places = new Places(2);
        var pieces = List.of(piece(), piece(), piece(), piece());
        assertThat(pieces.stream().map(places::enter)).containsExactly(true, true, false, false);
        assertThat(places.waiting()).isEqualTo(2);
        assertThat(places.leave(pieces.get(1))).containsExactly(pieces.get(2));
        assertThat(places.leave(pieces.get(0))).containsExactly(pieces.get(3));
        assertThat(places.leave(pieces.get(2))).isEmpty();
        assertThat(places.leave(pieces.get(3))).isEmpty();
        assertThat(places.taken()).isZero();
    }

    @Test
    void lendsThePlaceOfOneThatWaitsToOneOfThoseItWaitsFor() {
        var places = new Places(1);
        var parent = piece();
        var first = child(parent);
        var second = child(parent);
        var stranger = piece();
        assertThat(places.enter(parent)).isTrue();
        assertThat(places.enter(stranger)).isFalse();
        assertThat(places.enter(first)).isTrue();
        assertThat(places.enter(second)).isFalse();
        assertThat(places.leave(first)).containsExactly(second);
        assertThat(places.leave(second)).isEmpty();
        assertThat(places.leave(parent)).containsExactly(stranger);
    }

    @Test
    void passesThePlaceOnToWhatRunsAboveOneThatEnds() {
        var places = new Places(1);
        var parent = piece();
        var left = child(parent);
        var stranger = piece();
        places.enter(parent);
        places.enter(left);
        places.enter(stranger);
        assertThat(places.leave(parent)).isEmpty();
        assertThat(places.taken()).isEqualTo(1);
        assertThat(places.leave(left)).containsExactly(stranger);
    }

    @Test
    void letsRunWhatADescendantHasLeftBehind() {
        var places = new Places(1);
        var top = piece();
        var middle = child(top);
        var bottom = child(middle);
        var late = child(middle);
        places.enter(top);
        places.enter(middle);
        assertThat(places.enter(bottom)).isTrue();
        assertThat(places.enter(late)).isFalse();
        assertThat(places.leave(middle)).isEmpty();
        // Whoever waits for the whole tree gets all of it.
        assertThat(places.leave(bottom)).containsExactly(late);
        assertThat(places.leave(late)).isEmpty();
        assertThat(places.leave(top)).isEmpty();
        assertThat(places.taken()).isZero();
    }

    /** Trees of pieces of which each ends only when all below it have ended, in the orders that some seeds give. */
    @Test
    void neverGetsStuckWherePiecesWaitForWhatTheySubmit() {
        for (int seed = 0; seed < 9000; seed++) {
            new Trees(1 + seed % 3, new Random(seed)).run();
        }
    }

    private static final class Trees {
        private static final int MOST_PIECES = 24;

        private final Places places;
        private final int most;
        private final Random random;
        private final List<Piece> running = new ArrayList<>();
        private final Map<Piece, Set<Piece>> awaited = new HashMap<>();
        private final Map<Piece, Piece> parents = new HashMap<>();
        private int entered;
        private int ended;

        Trees(int most, Random random) {
            this.places = new Places(most);
            this.most = most;
            this.random = random;
        }

        void run() {
            while (ended < MOST_PIECES) {
                assertThat(places.taken()).isLessThanOrEqualTo(most);
                var free = running.stream().filter(one -> awaited(one).isEmpty()).toList();
                if (entered < MOST_PIECES && random.nextInt(3) > 0) {
                    var parent = running.isEmpty() || random.nextBoolean() ? null
                            : running.get(random.nextInt(running.size()));
                    enter(parent == null ? piece() : child(parent), parent);
                } else if (entered > ended) {
                    assertThat(free).as("pieces that could go on").isNotEmpty();
                    leave(free.get(random.nextInt(free.size())));
                }
            }
            assertThat(places.taken()).isZero();
            assertThat(places.waiting()).isZero();
        }

        private Set<Piece> awaited(Piece piece) {
            return Objects.requireNonNull(awaited.get(piece));
        }

        private void enter(Piece piece, @Nullable Piece parent) {
            entered++;
            awaited.put(piece, new HashSet<>());
            if (parent != null) {
                parents.put(piece, parent);
                awaited(parent).add(piece);
            }
            if (places.enter(piece)) {
                running.add(piece);
            }
        }

        private void leave(Piece piece) {
            ended++;
            running.remove(piece);
            var parent = parents.get(piece);
            if (parent != null) {
                awaited(parent).remove(piece);
            }
            for (var next : places.leave(piece)) {
                assertThat(running).doesNotContain(next);
                running.add(next);
            }
        }
    }
}
