package dev.rowhouse.apps.guestbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowhouse.testkit.CompositeTest;
import dev.rowhouse.testkit.Interleaved;
import dev.rowhouse.testkit.TestedInstance;

/** Guestbooks beside each other, written in at once. */
@CompositeTest(app = GuestbookApp.class, instances = 3)
class NeighboursTest {
    @Interleaved(rounds = 30)
    void keepsItsPeople(TestedInstance book) {
        var person = "{\"name\":\"%s\",\"email\":\"somebody@example.org\"}".formatted(book.canary());
        assertThat(book.post("/people", person).statusCode()).isEqualTo(201);
        assertThat(book.get("/people").body()).contains(book.canary());
        assertThat(book.get("/log").body()).contains(book.canary());
        assertThat(book.get("/").body()).contains(book.canary());
    }
}
