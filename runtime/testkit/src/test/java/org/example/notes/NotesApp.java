package org.example.notes;

import com.google.inject.AbstractModule;
import com.google.inject.Module;
import com.google.inject.Provides;
import dev.rowhouse.spi.App;
import dev.rowhouse.spi.Json;
import dev.rowhouse.spi.NoSettings;
import dev.rowhouse.spi.Plan;
import dev.rowhouse.spi.Routes;
import dev.rowhouse.spi.Work;
import io.undertow.server.HttpHandler;
import jakarta.inject.Singleton;
import org.hibernate.Session;

/** Notes: one entity, two routes. */
public final class NotesApp implements App<NoSettings> {
    @Override
    public Plan<NoSettings> plan() {
        return Plan.withoutSettings().engine("default", Note.class);
    }

    @Override
    public Module household(NoSettings settings) {
        return new AbstractModule() {
            @Provides
            @Singleton
            HttpHandler root(Session session, Work work, Json json) {
                return new Routes().get("/", exchange -> json.write(exchange, 200, //
                        session.createSelectionQuery("from Note order by id", Note.class).getResultList()))
                        .post("/", exchange -> {
                            var note = new Note(json.read(exchange, NewNote.class).text());
                            work.runInTransaction(() -> session.persist(note));
                            json.write(exchange, 201, note);
                        });
            }
        };
    }

    record NewNote(String text) {}
}
