package dev.rowhouse.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rowhouse.config.InstanceName;
import dev.rowhouse.engine.Engines;
import dev.rowhouse.route.stock.Crate;
import dev.rowhouse.spi.Entities;
import dev.rowhouse.spi.NoEngineException;
import dev.rowhouse.spi.Plan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.hibernate.Hibernate;
import org.hibernate.LockMode;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class RoutedSessionTest {
    private final Engines engines = new Engines();

    @SuppressWarnings("NullAway.Init")
    private House house;

    @SuppressWarnings("NullAway.Init")
    private RoutedSession session;

    @BeforeEach
    void open(TestInfo test) throws Exception {
        house = House.open(engines, "routed-" + test.getTestMethod().orElseThrow().getName());
        session = house.session();
    }

    @AfterEach
    void close() {
        house.close();
        engines.close();
    }

    @Test
    void opensNoSessionThatIsNotNeeded() {
        session.persist(new Entry(1));
        session.flush();
        assertThat(session.find(Entry.class, 1L)).isNotNull();
        assertThat(house.opened()).containsExactly("log");
    }

    @Test
    void leadsWhatIsDoneWithAnInstanceToWhoHoldsIt() {
        var country = new Country("fr", "France");
        house.session("archive").persist(country);
        house.session("archive").flush();
        assertThat(session.contains(country)).isTrue();
        assertThat(session.getIdentifier(country)).isEqualTo("fr");
        session.setReadOnly(country, true);
        assertThat(house.session("archive").isReadOnly(country)).isTrue();
        session.lock(country, LockMode.PESSIMISTIC_WRITE);
        assertThat(session.getCurrentLockMode(country)).isEqualTo(LockMode.WRITE);
        session.refresh(country);
        session.persist(country);
        session.remove(country);
        // Removed, and still in the hands of its session, which alone can take it back.
        session.persist(country);
        assertThat(session.contains(country)).isTrue();
        session.detach(country);
        assertThat(session.contains(country)).isFalse();
        assertThat(house.opened()).containsExactly("archive");
    }

    @Test
    void leadsThemWhereWorkIsIfThatIsSaid() {
        var country = new Country("fr", "France");
        house.session("archive").persist(country);
        house.on("log", () -> assertThat(session.contains(country)).isFalse());
        house.on("archive", () -> assertThat(session.contains(country)).isTrue());
    }

    @Test
    void copiesFromEngineToEngineByMerge() {
        var country = new Country("fr", "France");
        house.session("archive").persist(country);
        var copy = session.merge(country);
        assertThat(copy).isNotSameAs(country);
        assertThat(house.holder(copy)).isEqualTo("default");
        house.on("log", () -> assertThat(house.holder(session.merge(country))).isEqualTo("log"));
    }

    @Test
    void takesAProxyForWhatItStandsForAndDoesNotLoadIt() {
        house.session("log").persist(new Alarm(7));
        house.session("log").flush();
        house.session("log").clear();
        var proxy = session.getReference(Entry.class, 7L);
        assertThat(session.contains(proxy)).isTrue();
        assertThat(session.getIdentifier(proxy)).isEqualTo(7L);
        session.detach(proxy);
        assertThat(session.contains(proxy)).isFalse();
        session.persist(new Note(1, "elsewhere"));
        assertThat(session.getReference(proxy)).isNotSameAs(proxy);
        assertThat(Hibernate.isInitialized(proxy)).isFalse();
    }

    @Test
    void takesASubclassThatIsNoEntityForItsSuperclass() {
        var entry = new Entry(1) {};
        // Hibernate doesn't take it, in its own words and in the right engine.
        assertThatThrownBy(() -> session.persist(entry)).isNotInstanceOf(NoEngineException.class)
                .hasMessageContaining("Entry$1".replace("Entry", "RoutedSessionTest"));
        assertThat(house.opened()).containsExactly("log");
    }

    @Test
    void findsBySubclassesAndNames() {
        house.session("log").persist(new Alarm(7));
        assertThat(session.find(Alarm.class, 7L)).isNotNull();
        assertThat(session.find(Entry.class.getName(), 7L)).isNotNull();
        assertThat(session.byId(Entry.class).load(7L)).isNotNull();
        assertThat(house.opened()).containsExactly("log");
    }

    @Test
    void leadsRowsWithoutAClassByTheirNames() {
        var bound = house.session(Plan.withoutSettings().engine("log").bindEntities("log", "ledger").binds());
        Map<String, Object> row = new HashMap<>(Map.of("$type$", "ledger", "id", 1L, "sum", 5L));
        bound.persist(row);
        bound.persist("ledger", new HashMap<>(Map.of("id", 2L, "sum", 7L)));
        bound.flush();
        assertThat(bound.find("ledger", 2L)).asInstanceOf(InstanceOfAssertFactories.MAP).containsEntry("sum", 7L);
        assertThat(bound.createSelectionQuery("select sum(sum) from ledger", Long.class).getSingleResult())
                .isEqualTo(12L);
        assertThat(house.opened()).containsExactly("log");
        assertThatThrownBy(() -> session.find("ledger", 1L)).isInstanceOf(NoEngineException.class)
                .hasMessageContaining("ledger is in the engines log, archive");
        assertThatThrownBy(() -> bound.persist(new HashMap<>(Map.of("id", 1L)))).isInstanceOf(NoEngineException.class)
                .hasMessageContaining("persist(\"Name\", map)");
    }

    @Test
    void refusesANameThatMeansDifferentEntities() {
        assertThatThrownBy(() -> session.createSelectionQuery("from Label", Object.class))
                .isInstanceOf(NoEngineException.class)
                .hasMessage("instance 'acme': Label is dev.rowhouse.route.Label and dev.rowhouse.route.stock.Label, "
                        + "in different engines; there are default, log, archive; write the name of the class in full, "
                        + "or call this inside work.on(...)");
        session.createSelectionQuery("from dev.rowhouse.route.stock.Label", Object.class).getResultList();
        assertThat(house.opened()).containsExactly("archive");
    }

    @Test
    void looksForNothingButEntities() {
        assertThatThrownBy(() -> session.contains("text")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> session.remove(new Object())).isInstanceOf(NoEngineException.class);
        assertThat(session.contains(new City("Rye"))).isFalse();
        assertThat(house.opened()).isEmpty();
    }

    @Test
    void flushesClearsAndLooksThroughAllThatAreOpen() {
        var note = new Note(1, "a");
        var entry = new Entry(1);
        session.persist(note);
        session.persist(entry);
        assertThat(session.isDirty()).isTrue();
        assertThat(session.getManagedEntities()).hasSize(2);
        session.flush();
        assertThat(session.isDirty()).isFalse();
        entry.stamp = 3;
        assertThat(session.isDirty()).isTrue();
        session.clear();
        assertThat(session.contains(note) || session.contains(entry)).isFalse();
        assertThat(session.getManagedEntities()).isEmpty();
        assertThat(house.opened()).containsExactly("default", "log");
    }

    @Test
    void leadsQueriesByTheirEntities() {
        session.persist(new Note(1, "from Entry"));
        session.persist(new Entry(2));
        session.persist(new Country("fr", "France"));
        assertThat(session.createSelectionQuery("select id from Note where text = 'from Entry'", Long.class)
                .getResultList()).containsExactly(1L);
        assertThat(session.createQuery("select e.id from Entry e where type(e) = Entry", Long.class).getResultList())
                .containsExactly(2L);
        assertThat(session.createSelectionQuery("where text like 'from%'", Note.class).getResultList()).hasSize(1);
        assertThat(
                session.createSelectionQuery("select c.name from Note n join Country c on c.code = 'fr' where n.id = 1",
                        String.class).getResultList())
                .containsExactly("France");
        assertThat(session.createMutationQuery("update Entry set line = 'x' where id = 2").executeUpdate())
                .isEqualTo(1);
        assertThat(session.createNamedQuery("Entry.all", Entry.class).getResultList()).hasSize(1);
        assertThat(session.createNativeQuery("select * from Entry", Entry.class).getResultList()).hasSize(1);
        assertThat(session.createNativeQuery("select id from Entry", "Entry.ids", Long.class).getResultList())
                .hasSize(1);
    }

    @Test
    void refusesAQueryOverDifferentEngines() {
        for (var text : new String[]{"from Note n, Entry e", "from Note where id in (select id from Entry)",
                "insert into Note (id, text) select e.id, e.line from Entry e",
                "from Note n join Entry e on e.id = n.id"}) {
            assertThatThrownBy(() -> session.createQuery(text)).as(text)
                    .isInstanceOf(NoEngineException.class)
                    .hasMessageStartingWith("instance 'acme': a query is about entities of different engines: "
                            + "Note is in 'default', Entry is in 'log'; ask each engine");
        }
        assertThat(house.opened()).isEmpty();
    }

    @Test
    void refusesAQueryThatNothingDecidesAbout() {
        assertThatThrownBy(() -> session.createSelectionQuery("from City", City.class))
                .isInstanceOf(NoEngineException.class)
                .hasMessageContaining("City is in the engines log, archive, and nothing decides");
        assertThatThrownBy(() -> session.createSelectionQuery("from Nothing", Object.class))
                .isInstanceOf(NoEngineException.class)
                .hasMessageContaining("no engine holds Nothing");
        assertThatThrownBy(() -> session.createSelectionQuery("where name = 'a'", String.class))
                .isInstanceOf(NoEngineException.class)
                .hasMessageContaining("names no entity");
        assertThatThrownBy(() -> session.createNamedQuery("nothing")).isInstanceOf(NoEngineException.class)
                .hasMessageContaining("no engine knows the query 'nothing'");
        house.on("archive",
                () -> assertThat(session.createSelectionQuery("from City", City.class).getResultList()).isEmpty());
    }

    @Test
    void leadsWhatEntitiesExtendWhereTheyAre() {
        session.persist(new Entry(1));
        assertThat(session.createSelectionQuery("from dev.rowhouse.route.Dated", Dated.class).getResultList())
                .hasSize(1);
        assertThatThrownBy(() -> session.createSelectionQuery("from java.lang.Object", Object.class))
                .isInstanceOf(NoEngineException.class)
                .hasMessageContaining("java.lang.Object is in the engines default, log, archive");
        var bound = house.session(Plan.withoutSettings().engine("default").bind("default", Audited.class).binds());
        session.persist(new Note(1, "a"));
        assertThat(bound.createSelectionQuery("from dev.rowhouse.route.Audited", Audited.class).getResultList())
                .hasSize(1);
    }

    @Test
    void saysWhatHibernateSaysOfATextThatItCannotRead() {
        for (var text : new String[]{"", "hello", "from Note n where n.id = ="}) {
            Throwable own = catchThrowable(() -> house.session("log").createQuery(text, Object.class));
            assertThatThrownBy(() -> session.createQuery(text, Object.class)).as(text)
                    .isInstanceOf(own.getClass())
                    .hasMessage(own.getMessage());
        }
    }

    @Test
    void usesAGraphWhereItWasMade() {
        session.persist(new Entry(1));
        session.flush();
        var graph = session.createEntityGraph(Entry.class);
        assertThat(session.find(graph, 1L)).isNotNull();
        assertThat(session.createSelectionQuery("where id = 1", graph).getResultList()).hasSize(1);
        assertThat(session.getEntityGraph("Entry.graph").getName()).isEqualTo("Entry.graph");
        house.on("archive",
                () -> assertThatThrownBy(() -> session.find(graph, 1L)).isInstanceOf(NoEngineException.class)
                        .hasMessageContaining("made with another engine"));
        var country = house.session("archive").createEntityGraph(Country.class);
        assertThat(session.find(country, "fr")).isNull();
        assertThat(house.opened()).containsExactly("log", "archive");
    }

    @Test
    void leadsWhatHasANameInSeveralEnginesByItsEntities() {
        var bound = house.session(Plan.withoutSettings().engine("log").bind("log", Country.class).binds());
        bound.persist(new Country("fr", "France"));
        bound.flush();
        assertThat(bound.createNamedQuery("Country.all", Country.class).getResultList()).hasSize(1);
        assertThat(bound.createNamedQuery("Country.sql", Country.class).getResultList()).hasSize(1);
        assertThat(bound.find(bound.createEntityGraph("Country.graph").getGraphedType().getJavaType(), "fr"))
                .isNotNull();
        assertThat(house.opened()).containsExactly("log");
        assertThatThrownBy(() -> bound.createNamedQuery("Country.count")).isInstanceOf(NoEngineException.class)
                .hasMessage("instance 'acme': the engines default, log, archive all know the query 'Country.count'; "
                        + "there are default, log, archive; call this inside work.on(...) with the engine that is meant");
        assertThatThrownBy(() -> bound.createNativeQuery("select code from Country", "Country.codes", String.class))
                .isInstanceOf(NoEngineException.class)
                .hasMessageContaining("all know the mapping of results 'Country.codes'");
        house.on("archive", () -> assertThat(
                bound.createNativeQuery("select code from Country", "Country.codes", String.class).getResultList())
                .isEmpty());
    }

    @Test
    void leadsThroughASessionThatStandsForSeveralItself() {
        var shards = house.session(Plan.withoutSettings().engine("log").bind("log", Country.class).binds());
        var outer = new Destinations() {
            @Override
            public @Nullable Destination named() {
                return null;
            }

            @Override
            public List<Destination> all() {
                return List.of(house.all().getFirst(), new Shards(house.all().get(1), shards));
            }

            @Override
            public List<Session> open() {
                return List.of(house.session("default"), shards);
            }
        };
        var binds = Plan.withoutSettings().engine("log").bind("log", Country.class).binds();
        var all = new RoutedSession(new Router(new InstanceName("acme"), binds, outer.all(), new Texts()), outer);
        var country = new Country("fr", "France");
        all.persist(country);
        assertThat(house.holder(country)).isEqualTo("log");
        assertThat(all.contains(country)).isTrue();
        all.persist(new Note(1, "a"));
        all.flush();
        assertThat(all.getManagedEntities().contains(country)).isTrue();
        var query = all.getCriteriaBuilder().createQuery(Long.class);
        query.select(all.getCriteriaBuilder().count(query.from(Country.class)));
        assertThat(all.createQuery(query).getSingleResult()).isEqualTo(1L);
    }

    private record Shards(Destination engine, Session session) implements Destination {
        @Override
        public String name() {
            return engine.name();
        }

        @Override
        public SessionFactoryImplementor factory() {
            return engine.factory();
        }
    }

    @Test
    void staysWithWhoHoldsAnInstanceThoughThereIsOneEngineBesideAFamily() throws Exception {
        try (var small = new House()) {
            small.add(engines, "default", "jdbc:h2:mem:routed-small", Entities.of(Country.class));
            var only = small.session();
            small.add(engines, "posts", "jdbc:h2:mem:routed-posts", Entities.of(Country.class));
            var country = new Country("fr", "France");
            small.on("posts", () -> only.persist(country));
            only.flush();
            assertThat(only.contains(country)).isTrue();
            only.remove(country);
            assertThat(small.session("posts").contains(country)).isFalse();
            assertThat(small.opened()).containsExactly("posts");
            only.persist(new Country("de", "Germany"));
            assertThat(small.opened()).containsExactly("default", "posts");
        }
    }

    @Test
    void hasNothingToChooseWithOneEngine() throws Exception {
        try (var small = new House()) {
            small.add(engines, "log", "jdbc:h2:mem:routed-single", Entities.of(Entry.class, Crate.class));
            var only = small.session();
            only.persist(new Entry(1));
            assertThat(only.createNativeQuery("select 1", Integer.class).getSingleResult()).isEqualTo(1);
            assertThat(only.getTransaction().isActive()).isTrue();
            assertThat(only.createSelectionQuery("select count(*) from Entry", Long.class).getSingleResult())
                    .isEqualTo(1L);
            var query = only.getCriteriaBuilder().createQuery(Entry.class);
            query.from(Entry.class);
            assertThat(only.createQuery(query).getResultList()).hasSize(1);
        }
    }
}
