package dev.rowhouse.server;

import com.google.inject.Module;
import dev.rowhouse.spi.App;
import dev.rowhouse.spi.Plan;
import io.undertow.server.HttpHandler;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Two engines with a table each, and a root handler that can't be made. */
public final class LedgerApp implements App<LedgerApp.Settings> {
    /** What must not be shown. */
    public record Settings(String apiSecret) {}

    /** A line of the ledger. */
    @Entity(name = "Line")
    @Table(name = "line")
    public static class Line {
        /** Its number. */
        @Id
        @GeneratedValue
        public long id;

        /** What it says. */
        public String text = "";

        /** For the ORM. */
        protected Line() {}

        /** A line that is still to be added. */
        public Line(String text) {
            this.text = text;
        }
    }

    /** Who looked at the ledger. */
    @Entity(name = "Look")
    @Table(name = "look")
    public static class Look {
        /** Its number. */
        @Id
        @GeneratedValue
        public long id;

        /** A look that is still to be added. */
        public Look() {}
    }

    @Override
    public Plan<Settings> plan() {
        return Plan.of(Settings.class)
                .defaults(new Settings("none"))
                .engine("default", Line.class)
                .engine("audit-log", Look.class);
    }

    @Override
    public Module household(Settings settings) {
        return binder -> {
            binder.bind(Ledger.class);
            binder.bind(HttpHandler.class).toProvider(() -> {
                throw new IllegalStateException("nobody needs a handler here");
            });
        };
    }
}
