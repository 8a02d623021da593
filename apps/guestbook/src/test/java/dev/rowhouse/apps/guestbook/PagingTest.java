package dev.rowhouse.apps.guestbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.spi.ProblemException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PagingTest {
    @Test
    void startsAtTheFirstPage() {
        assertThat(Paging.of(Map.of())).isEqualTo(new Paging(1, 20));
    }

    @Test
    void readsPageAndSize() {
        assertThat(Paging.of(Map.of("page", values("3"), "size", values("100")))).isEqualTo(new Paging(3, 100));
    }

    @Test
    void refusesNumbersOutOfBounds() {
        assertThat(List.of("0", "-1", "1000001", "4294967297", "", "x", "+1", "1.0", "\u0661"))
                .allSatisfy(page -> assertRefused("page", values(page)));
        assertThat(List.of("0", "101")).allSatisfy(size -> assertRefused("size", values(size)));
        assertRefused("page", values("1", "2"));
    }

    @Test
    void reachesTheLastPageWithoutOverflow() {
        assertThat(new Paging(Paging.LAST_PAGE, Paging.LARGEST_SIZE).offset()).isEqualTo(99_999_900);
    }

    @Test
    void countsPages() {
        var paging = new Paging(1, 10);

        assertThat(new Slice<>(List.of(), paging, 0).lastPage()).isEqualTo(1);
        assertThat(new Slice<>(List.of(), paging, 10).lastPage()).isEqualTo(1);
        assertThat(new Slice<>(List.of(), paging, 11).lastPage()).isEqualTo(2);
    }

    private static void assertRefused(String parameter, Deque<String> values) {
        assertThatThrownBy(() -> Paging.of(Map.of(parameter, values))).isInstanceOfSatisfying(ProblemException.class,
                e -> {
                    assertThat(e.problem().status()).isEqualTo(400);
                    assertThat(e.problem().detail()).contains("parameter " + parameter);
                });
    }

    private static Deque<String> values(String... values) {
        return new ArrayDeque<>(List.of(values));
    }
}
