package dev.rowhouse.shard;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Compares texts as the databases of some shards do; asks one of them where only it knows. For one thread. */
final class ShardTexts implements Texts.Ranking {
    private final ShardQueries queries;
    private final List<String> shards;
    private final Supplier<? extends Collection<String>> all;
    private @Nullable TextOrder order;
    private @Nullable Map<String, Integer> ranks;

    /** @param all the texts that may be compared */
    ShardTexts(ShardQueries queries, List<String> shards, Supplier<? extends Collection<String>> all) {
        this.queries = queries;
        this.shards = shards;
        this.all = all;
    }

    @Override
    public int compare(String one, String other) {
        return switch (order().kind()) {
            case HALVES -> one.compareTo(other);
            case CODE_POINTS -> Texts.byCodePoint(one, other);
            case ASKED -> Integer.compare(rank(one), rank(other));
            case UNKNOWN -> throw refusal();
        };
    }

    @Override
    public Object identity(String text) {
        return switch (order().kind()) {
            case HALVES, CODE_POINTS -> text;
            case ASKED -> rank(text);
            case UNKNOWN -> throw refusal();
        };
    }

    private UnsupportedOperationException refusal() {
        return new UnsupportedOperationException(
                "how %s compares texts is not known here; name the key, or order and group by something else than texts"
                        .formatted(order().collation()));
    }

    private int rank(String text) {
        var known = ranks;
        if (known == null) {
            known = queries.ranks(shards.getFirst(), all.get());
            ranks = known;
        }
        return known.getOrDefault(text, 0);
    }

    private TextOrder order() {
        var known = order;
        if (known == null) {
            known = queries.textOrder(shards);
            order = known;
        }
        return known;
    }
}
