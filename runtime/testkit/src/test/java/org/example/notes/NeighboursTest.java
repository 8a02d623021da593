package org.example.notes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowhouse.testkit.CompositeTest;
import dev.rowhouse.testkit.Interleaved;
import dev.rowhouse.testkit.TestedInstance;

@CompositeTest(app = NotesApp.class, instances = 3)
class NeighboursTest {
    @Interleaved
    void keepsWhatIsSaid(TestedInstance notes) {
        notes.post("/", "{\"text\": \"%s\"}".formatted(notes.canary()));
        assertThat(notes.get("/").body()).contains(notes.canary());
    }
}
