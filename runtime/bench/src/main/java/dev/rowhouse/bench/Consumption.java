package dev.rowhouse.bench;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;

/**
 * What a JVM uses at some moment: {@code heap}, {@code metaspace}, {@code memory} (both), {@code rss} in bytes, {@code classes} and
 * {@code threads}.
 */
record Consumption(Map<String, Double> figures) {
    private static final String HEAP = "heap";

    Consumption {
        figures = Map.copyOf(figures);
    }

    /** After collections. */
    static Consumption of(SubjectProcess subject) throws IOException {
        var figures = new HashMap<>(subject.ask("usage"));
        figures.put("memory", figures.getOrDefault(HEAP, 0.0) + figures.getOrDefault("metaspace", 0.0));
        ResidentSet.of(subject.handle()).ifPresent(bytes -> figures.put("rss", bytes));
        return new Consumption(figures);
    }

    /** What each of some further instances has added since an earlier moment. */
    Consumption since(Consumption earlier, int further) {
        return with(earlier, (now, then) -> (now - then) / further);
    }

    /** What two things use together. */
    Consumption plus(Consumption other) {
        return with(other, Double::sum);
    }

    double heap() {
        return figures.getOrDefault(HEAP, 0.0);
    }

    private Consumption with(Consumption other, DoubleBinaryOperator operator) {
        Map<String, Double> both = new HashMap<>();
        figures.forEach(
                (name, value) -> both.put(name, operator.applyAsDouble(value, other.figures.getOrDefault(name, 0.0))));
        return new Consumption(both);
    }
}
