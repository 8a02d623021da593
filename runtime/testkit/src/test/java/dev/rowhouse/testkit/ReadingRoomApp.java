package dev.rowhouse.testkit;

import com.google.inject.Module;
import dev.rowhouse.spi.App;
import dev.rowhouse.spi.Entities;
import dev.rowhouse.spi.NoSettings;
import dev.rowhouse.spi.Plan;
import io.undertow.server.HttpHandler;
import io.undertow.util.StatusCodes;

/** An app that maps in all three ways, in one engine. */
public final class ReadingRoomApp implements App<NoSettings> {
    @Override
    public Plan<NoSettings> plan() {
        return Plan.withoutSettings()
                .engine("default",
                        Entities.of(Reader.class, Reader.Note.class)
                                .mappedBy(ReadingRoomApp.class, "subjects.orm.xml")
                                .reflecting("desk"));
    }

    @Override
    public Module household(NoSettings settings) {
        return binder -> binder.bind(HttpHandler.class)
                .toInstance(exchange -> exchange.setStatusCode(StatusCodes.NO_CONTENT));
    }
}
