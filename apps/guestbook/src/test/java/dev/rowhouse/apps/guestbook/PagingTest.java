package dev.rowhouse.apps.guestbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.spi.ProblemException;
import dev.rowhouse.spi.Query;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.ParameterLimitException;
import io.undertow.util.URLUtils;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PagingTest {
    @Test
    void startsAtTheFirstPage() throws Exception {
        assertThat(paging("")).isEqualTo(new Paging(1, 20));
    }

    @Test
    void readsPageAndSize() throws Exception {
        assertThat(paging("page=3&size=100")).isEqualTo(new Paging(3, 100));
    }

    @Test
    void refusesNumbersOutOfBounds() {
        assertThat(List.of("0", "-1", "1000001", "4294967297", "", "x", "%2B1", "1.0", "%D9%A1"))
                .allSatisfy(page -> assertRefused("page", "page=" + page));
        assertThat(List.of("0", "101")).allSatisfy(size -> assertRefused("size", "size=" + size));
        assertRefused("page", "page=1&page=2");
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

    private static void assertRefused(String parameter, String query) {
        assertThatThrownBy(() -> paging(query)).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem().status()).isEqualTo(400);
            assertThat(e.problem().detail()).contains("parameter " + parameter);
        });
    }

    private static Paging paging(String query) throws ParameterLimitException {
        var exchange = new HttpServerExchange(null);
        URLUtils.parseQueryString(query, exchange, StandardCharsets.UTF_8.name(), true, 10);
        return Paging.of(Query.of(exchange));
    }
}
