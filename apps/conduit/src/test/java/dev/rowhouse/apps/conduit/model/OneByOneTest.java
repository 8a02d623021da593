package dev.rowhouse.apps.conduit.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.api.Test;

class OneByOneTest {
    private static String names(int ids) {
        return new OneByOne(Collections.nCopies(ids, 7L)).names();
    }

    @Test
    void hasAPowerOfTwoOfNames() {
        assertThat(names(1)).isEqualTo("(:id0)");
        assertThat(names(2)).isEqualTo("(:id0, :id1)");
        assertThat(names(3)).isEqualTo("(:id0, :id1, :id2, :id3)").isEqualTo(names(4));
        assertThat(names(5)).endsWith(":id7)").isEqualTo(names(8));
        assertThat(names(Paging.MOST)).endsWith(":id1023)");
    }
}
