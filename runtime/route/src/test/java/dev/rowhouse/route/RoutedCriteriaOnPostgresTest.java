package dev.rowhouse.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowhouse.databases.Databases;
import dev.rowhouse.databases.On;
import dev.rowhouse.databases.Product;
import dev.rowhouse.engine.Engines;
import dev.rowhouse.spi.Entities;
import org.junit.jupiter.api.Test;

@On(Product.POSTGRESQL)
class RoutedCriteriaOnPostgresTest {
    private final Databases databases;

    RoutedCriteriaOnPostgresTest(Databases databases) {
        this.databases = databases;
    }

    @Test
    void takeTheFunctionsOfTheirEngineFromItsDialect() throws Exception {
        try (var engines = new Engines(); var house = new House()) {
            house.add(engines, "default", "jdbc:h2:mem:criteria-beside-postgres",
                    Entities.of(Note.class, Country.class));
            house.add(engines, "log", databases.create("criteria_routed"), Entities.of(Entry.class, Alarm.class));
            var session = house.session();
            session.persist(new Note(1, "2026-03-04"));
            var entry = new Entry(2);
            entry.line = "2026-03-04";
            session.persist(entry);
            session.flush();
            for (var type : new Class<?>[]{Note.class, Entry.class}) {
                var criteria = session.getCriteriaBuilder();
                var query = criteria.createTupleQuery();
                var root = query.from(type);
                var text = root.<String>get(type == Note.class ? "text" : "line");
                var year = criteria.substring(text, 1, 4);
                query.select(criteria.tuple(criteria.function("left", String.class, text, criteria.literal(4)),
                        criteria.listagg(null, year, ","), criteria.cast(year, Integer.class),
                        criteria.currentTimestamp(),
                        criteria.function(type == Note.class ? "h2version" : "version", String.class))).groupBy(text);
                var row = session.createQuery(query).getSingleResult();
                assertThat(row.get(0)).isEqualTo("2026");
                assertThat(row.get(1)).isEqualTo("2026");
                assertThat(row.get(2)).isEqualTo(2026);
                assertThat(row.get(3)).isNotNull();
                assertThat(row.get(4, String.class)).matches(type == Note.class ? "2\\..*" : "PostgreSQL .*");
            }
        }
    }
}
