package dev.rowhouse.shard;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes up queries, the same one for the same number. */
final class Questions {
    private static final List<String> CONDITIONS = List.of("p.stars > 2", "p.stars is null", "p.title like 'b%'",
            "p.mood = HAPPY", "p.mood is not null", "p.price between 1 and 50", "p.number >= 40", "p.rating < 3.5",
            "not p.stars = 3", "p.published > local date - 20000 day", "p.blogId = 4", "p.blogId in (2, 3, 5)",
            "p.blogId in (1, 2, 3, 4, 5, 6, 7, 8)", "p.blogId <> 3", "p.blogId = 4 or p.blogId = 5",
            "exists (select 1 from Comment c where c.post = p and c.likes > 2)",
            "not exists (select 1 from Comment c where c.post.id = p.id)",
            "p.id in (select c.post.id from Comment c where c.likes = 4)",
            "(select count(c) from Comment c where c.blogId = p.blogId and c.number > p.number) > 3",
            "size(p.comments) > 1", "p.comments is empty",
            "p.stars = (select max(q.stars) from Post q where q.blogId = p.blogId)",
            "exists (select 1 from Vote v where v.id.blogId = p.blogId and v.weight > 1)",
            "p.number in (select q.number from Post q where q.stars = 1)");
    private static final List<String> VALUES = List.of("p.title", "p.stars", "p.price", "p.rating", "p.published",
            "p.mood", "p.grade", "p.token", "p.hits", "lower(p.title)", "p.stars * 2", "coalesce(p.stars, 0)",
            "p.blogId", "substring(p.title, 1, 1)", "length(p.title)",
            "case when p.stars > 2 then 'many' else 'few' end", "p.stars + p.hits", "abs(p.hits - 20)");
    private static final List<String> GROUPS = List.of("p.stars", "p.mood", "p.grade", "p.blogId", "lower(p.title)",
            "p.title", "p.price", "substring(p.title, 1, 1)", "p.published", "p.token");
    private static final List<String> AGGREGATES = List.of("count(*)", "count(p)", "count(p.stars)",
            "count(distinct p.stars)", "count(distinct p.title)", "count(distinct p.id)", "count(distinct p.blogId)",
            "sum(p.stars)", "sum(p.hits)", "sum(p.price)", "sum(p.rating)", "min(p.title)", "max(p.title)",
            "min(p.mood)", "max(p.price)", "min(p.published)", "max(p.token)", "avg(p.stars)", "avg(p.price)",
            "avg(p.rating)", "avg(p.hits)", "max(p.grade)", "min(p.rating)", "sum(p.stars * 2)", "count(p.mood)",
            "sum(p.stars) filter (where p.hits > 10)");

    private final Random random;

    private Questions(long number) {
        random = new Random(number * 0x9E3779B97F4A7C15L);
        // The first ones of similar seeds are similar.
        random.nextLong();
    }

    /**
     * A query.
     *
     * @param hql its text
     * @param first how many rows are left out
     * @param most how many are wanted; -1 for all
     * @param ordered whether its rows have an order
     */
    record Question(String hql, int first, int most, boolean ordered) {}

    static Question question(long number) {
        return new Questions(number).make();
    }

    private Question make() {
        return switch (random.nextInt(7)) {
            case 0, 1 -> rows();
            case 2 -> distinct();
            case 3 -> entities();
            case 4, 5 -> aggregates();
            default -> groups();
        };
    }

    private <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    private List<String> some(List<String> of, int most) {
        return IntStream.rangeClosed(0, random.nextInt(most)).mapToObj(i -> any(of)).distinct().toList();
    }

    private String where() {
        int count = random.nextInt(3);
        return count == 0 ? ""
                : IntStream.range(0, count)
                        .mapToObj(i -> "(" + any(CONDITIONS) + ")")
                        .collect(Collectors.joining(" and ", " where ", ""));
    }

    private String order(List<String> by) {
        return by.stream()
                .map(item -> item + any(List.of("", " asc", " desc"))
                        + any(List.of("", "", " nulls first", " nulls last")))
                .collect(Collectors.joining(", ", " order by ", ""));
    }

    private Question limited(String hql, boolean ordered) {
        boolean limited = ordered && random.nextBoolean();
        return new Question(hql, limited ? random.nextInt(8) : 0, limited ? random.nextInt(12) : -1, ordered);
    }

    private Question rows() {
        var selected = some(VALUES, 3);
        boolean joined = random.nextInt(4) == 0;
        var by = new ArrayList<>(some(VALUES, 2));
        by.add("p.number");
        if (joined) {
            by.add("c.number");
        }
        var dto = random.nextInt(6) == 0 ? "new dev.rowhouse.shard.Stat(%s, p.number)".formatted(selected.getFirst())
                : String.join(", ", selected);
        return limited("select " + dto + " from Post p"
                + (joined ? any(List.of(" left join p.comments c", " join p.comments c",
                        " left join Comment c on c.post = p and c.likes > 1", " join Comment c on c.blogId = p.blogId"))
                        : "")
                + where() + order(by), true);
    }

    private Question distinct() {
        var selected = some(VALUES, 3);
        return limited("select distinct " + String.join(", ", selected) + " from Post p" + where() + order(selected),
                true);
    }

    private Question entities() {
        var by = new ArrayList<>(some(List.of("p.title", "p.stars", "p.price", "p.mood"), 2));
        by.add("p.number");
        return limited("select " + any(List.of("", "distinct ")) + "p from Post p" + where() + order(by), true);
    }

    private Question aggregates() {
        return limited("select " + String.join(", ", some(AGGREGATES, 4)) + " from Post p"
                + any(List.of("", "", " left join p.comments c")) + where(), false);
    }

    private Question groups() {
        var groups = some(GROUPS, 2);
        var aggregates = some(AGGREGATES, 3);
        boolean having = random.nextInt(4) == 0;
        return limited("select " + String.join(", ", groups) + ", " + String.join(", ", aggregates) + " from Post p"
                + where() + " group by " + String.join(", ", groups) + (having ? " having count(*) > 2" : "")
                + (random.nextInt(4) == 0
                        ? order(List.of(aggregates.getFirst() + "", groups.getFirst())).replace(" nulls first", "")
                                + ", " + String.join(", ", groups)
                        : order(groups)),
                true);
    }
}
