package dev.rowhouse.session;

import dev.rowhouse.engine.Family;
import dev.rowhouse.route.Destination;
import dev.rowhouse.route.Destinations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** What the work of one scope can reach, by the names of the plan. Safe for use by many threads. */
final class Places implements Destinations {
    private final SessionScope scope;
    private final List<Optional<Destination>> byRank = new ArrayList<>();
    private final List<Destination> all;

    Places(SessionScope scope) {
        this.scope = scope;
        for (int rank = 0; rank < scope.holdings().size(); rank++) {
            byRank.add(switch (scope.holdings().get(rank)) {
                case Holding.Single(var engine) -> Optional.of(new EnginePlace(scope, engine, rank));
                case Holding.Sharded(var engine, var shards) ->
                    Optional.of(new ShardedPlace(scope, engine, shards, rank));
                case Holding.Kindred _ -> Optional.empty();
            });
        }
        all = byRank.stream().flatMap(Optional::stream).toList();
    }

    @Override
    public @Nullable Destination named() {
        return scope.here().named();
    }

    @Override
    public List<Destination> all() {
        return all;
    }

    @Override
    public List<Session> open() {
        return scope.here().open();
    }

    /**
     * Which of the plan's names it is.
     *
     * @throws IllegalArgumentException if it is none of them
     */
    int rank(String name) {
        for (int rank = 0; rank < byRank.size(); rank++) {
            if (scope.holdings().get(rank).name().value().equals(name)) {
                return rank;
            }
        }
        throw new IllegalArgumentException("instance '%s' has no engine '%s'; it has %s".formatted(scope.instance(),
                name, scope.holdings().stream().map(Holding::name).toList()));
    }

    /** A session on one engine that may be kept. */
    Session session(int rank) {
        var place = named(rank);
        return new ScopedSession(place instanceof EnginePlace single ? single : place::session);
    }

    Destination named(String name) {
        return named(rank(name));
    }

    private Destination named(int rank) {
        return byRank.get(rank).orElseThrow(() -> {
            var name = scope.holdings().get(rank).name();
            return new IllegalArgumentException(
                    "instance '%s': '%s' is a family of engines; say which, with work.on(\"%s\", key)"
                            .formatted(scope.instance(), name, name));
        });
    }

    Destination named(String name, Object key) {
        int rank = rank(name);
        return switch (scope.holdings().get(rank)) {
            case Holding.Single _ -> throw new IllegalArgumentException(
                    "instance '%s': the engine '%s' is one database and has no keys; call work.on(\"%s\")"
                            .formatted(scope.instance(), name, name));
            case Holding.Kindred(var family) ->
                new MemberPlace(scope, new Leased.Member(family, text(name, key), rank));
            case Holding.Sharded _ -> ((ShardedPlace) named(rank)).on(key);
        };
    }

    /** The key of a family. A number means its digits; what another object would show of itself was hardly meant. */
    private String text(String family, Object key) {
        return switch (key) {
            case String text -> text;
            case Integer number -> number.toString();
            case Long number -> number.toString();
            default -> throw new IllegalArgumentException(
                    "instance '%s': a key of the family '%s' is a string or a whole number, not a %s"
                            .formatted(scope.instance(), family, key.getClass().getName()));
        };
    }

    Family family(String name) {
        if (scope.holdings().get(rank(name)) instanceof Holding.Kindred(var family)) {
            return family;
        }
        throw new IllegalArgumentException(
                "instance '%s': '%s' is no family of engines; it has no keys".formatted(scope.instance(), name));
    }
}
