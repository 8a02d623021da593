package dev.rowhouse.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OrderedEntriesTest {
    private static Map<String, Integer> original() {
        var original = new LinkedHashMap<String, Integer>();
        original.put("z", 1);
        original.put("a", 2);
        original.put("m", 3);
        return original;
    }

    @Test
    void isTheMapThatItWasCopiedFromInItsOrder() {
        var copy = OrderedEntries.copyOf(original());
        assertThat(copy).containsExactlyEntriesOf(original()).isEqualTo(original()).hasSameHashCodeAs(original());
        assertThat(original()).isEqualTo(copy);
        assertThat(copy.get("a")).isEqualTo(2);
        assertThat(copy.get("b")).isNull();
        assertThat(copy).containsKey("m").doesNotContainKey("b").hasSize(3);
        assertThat(copy.keySet()).containsExactly("z", "a", "m");
        assertThat(copy.values()).containsExactly(1, 2, 3);
        assertThat(OrderedEntries.copyOf(copy)).isSameAs(copy);
    }

    @Test
    void neverChanges() {
        var original = original();
        var copy = OrderedEntries.copyOf(original);
        original.put("b", 4);
        assertThat(copy).hasSize(3);
        assertThatThrownBy(() -> copy.put("b", 4)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(copy::clear).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> copy.remove("a")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> copy.entrySet().iterator().next().setValue(9))
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
