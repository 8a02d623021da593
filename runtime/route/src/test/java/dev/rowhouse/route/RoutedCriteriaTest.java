package dev.rowhouse.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.engine.Engines;
import dev.rowhouse.spi.NoEngineException;
import jakarta.persistence.Tuple;
import jakarta.persistence.criteria.CriteriaBuilder;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class RoutedCriteriaTest {
    private final Engines engines = new Engines();

    @SuppressWarnings("NullAway.Init")
    private House house;

    @SuppressWarnings("NullAway.Init")
    private RoutedSession session;

    @BeforeEach
    void open(TestInfo test) throws Exception {
        house = House.open(engines, "criteria-" + test.getTestMethod().orElseThrow().getName());
        session = house.session();
        session.persist(new Note(1, "a"));
        var entry = new Entry(2);
        entry.line = "b";
        session.persist(entry);
        session.persist(new Country("fr", "France"));
        session.flush();
    }

    @AfterEach
    void close() {
        house.close();
        engines.close();
    }

    @Test
    void goToTheEngineOfTheirResults() {
        var criteria = session.getCriteriaBuilder();
        var query = criteria.createQuery(Entry.class);
        var entry = query.from(Entry.class);
        query.select(entry).where(criteria.equal(criteria.upper(entry.get("line")), "B"));
        assertThat(session.createQuery(query).getResultList()).hasSize(1);
        assertThat(session.createSelectionQuery(query).getResultList()).hasSize(1);
    }

    @Test
    void goToTheEngineOfTheirFirstRoot() {
        CriteriaBuilder criteria = session.getCriteriaBuilder();
        var count = criteria.createQuery(Long.class).distinct(true);
        var entry = count.from(Entry.class);
        var same = count.select(criteria.count(entry)).where(criteria.isNotNull(entry.get("line")));
        assertThat(same).isSameAs(count).isEqualTo(count);
        assertThat(count.hashCode()).isEqualTo(same.hashCode());
        assertThat(count.isDistinct()).isTrue();
        assertThat(session.createQuery(count).getSingleResult()).isEqualTo(1L);
        var notes = criteria.createTupleQuery();
        var note = notes.from(Note.class);
        notes.select(criteria.tuple(note.get("id").alias("id"), note.get("text")));
        assertThat(session.createQuery(notes).getSingleResult().get("id")).isEqualTo(1L);
        var any = criteria.createQuery();
        any.from(house.session("log").getMetamodel().entity(Entry.class));
        assertThat(session.createQuery(any).getResultList()).hasSize(1);
    }

    @Test
    void takeParametersAndConditionsThatWereMadeBefore() {
        var criteria = session.getCriteriaBuilder();
        var line = criteria.parameter(String.class, "line");
        var condition = criteria.and(criteria.conjunction(), criteria.not(criteria.disjunction()));
        var query = criteria.createQuery(Long.class);
        var entry = query.from(Entry.class);
        query.select(criteria.count(entry)).where(criteria.and(condition, criteria.equal(entry.get("line"), line)));
        assertThat(session.createQuery(query).setParameter("line", "b").getSingleResult()).isEqualTo(1L);
    }

    @Test
    void changeAndRemoveAndAdd() {
        HibernateCriteriaBuilder criteria = session.getCriteriaBuilder();
        var update = criteria.createCriteriaUpdate(Entry.class);
        update.set("line", "c").where(criteria.equal(update.getRoot().get("id"), 2));
        assertThat(session.createMutationQuery(update).executeUpdate()).isEqualTo(1);
        var insert = criteria.createCriteriaInsertValues(Note.class);
        insert.setInsertionTargetPaths(insert.getTarget().get("id"), insert.getTarget().get("text"));
        insert.values(criteria.values(criteria.value(5L), criteria.value("five")));
        assertThat(session.createMutationQuery(insert).executeUpdate()).isEqualTo(1);
        var delete = criteria.createCriteriaDelete(Entry.class);
        var oldest = delete.subquery(Long.class);
        var other = oldest.from(Entry.class);
        oldest.select(criteria.min(other.get("id")));
        delete.where(criteria.equal(delete.from(Entry.class).get("id"), oldest));
        assertThat(session.createQuery(delete).executeUpdate()).isEqualTo(1);
    }

    @Test
    void areUnitedInOneEngine() {
        HibernateCriteriaBuilder criteria = session.getCriteriaBuilder();
        var notes = criteria.createQuery(String.class);
        notes.select(notes.from(Note.class).get("text"));
        var countries = criteria.createQuery(String.class);
        countries.select(countries.from(Country.class).get("name"));
        var both = criteria.union(notes, countries);
        assertThat(session.createQuery(both).getResultList()).containsExactlyInAnyOrder("a", "France");
        var entries = criteria.createQuery(String.class);
        entries.select(entries.from(Entry.class).get("line"));
        assertThatThrownBy(() -> criteria.union(notes, entries)).isInstanceOf(NoEngineException.class)
                .hasMessageContaining("different engines");
    }

    @Test
    void refuseRootsOfDifferentEngines() {
        var criteria = session.getCriteriaBuilder();
        var query = criteria.createQuery(Tuple.class);
        query.from(Note.class);
        assertThatThrownBy(() -> query.from(Entry.class)).hasMessageContaining("Entry");
        var log = criteria.createQuery(Entry.class);
        var entry = log.from(Entry.class);
        var codes = log.subquery(String.class);
        var country = codes.from(Country.class);
        codes.select(country.get("code"));
        log.select(entry).where(entry.get("line").in(codes));
        assertThatThrownBy(() -> session.createQuery(log)).isInstanceOf(NoEngineException.class)
                .hasMessage("instance 'acme': these criteria are for the engine 'log', and "
                        + "dev.rowhouse.route.Country is in 'default'; ask each engine with a query of its own, or "
                        + "make and use them inside work.on(\"log\")");
        house.on("log", () -> assertThat(session.createQuery(log).getResultList()).isEmpty());
    }

    @Test
    void refuseFunctionsWhereNoEngineIsKnown() {
        var criteria = session.getCriteriaBuilder();
        assertThatThrownBy(criteria::currentTimestamp).isInstanceOf(NoEngineException.class)
                .hasMessage(
                        "instance 'acme': currentTimestamp was called before the criteria named an entity, and each "
                                + "of the engines default, log, archive does it in its own way; call from(...) first, take "
                                + "another builder from getCriteriaBuilder() for each query, or do all of it inside "
                                + "work.on(\"archive\")");
        var query = criteria.createQuery(Long.class);
        assertThatThrownBy(() -> query.subquery(Long.class)).isInstanceOf(NoEngineException.class)
                .hasMessageContaining("call from(...) first");
        assertThatThrownBy(() -> session.createQuery(query)).isInstanceOf(NoEngineException.class);
        query.from(Note.class);
        assertThat(criteria.currentTimestamp()).isNotNull();
        criteria.createQuery(Entry.class);
        assertThatThrownBy(criteria::currentTimestamp).isInstanceOf(NoEngineException.class)
                .hasMessageContaining("take another builder");
    }

    @Test
    void refuseWhatNothingDecidesAbout() {
        var criteria = session.getCriteriaBuilder();
        assertThatThrownBy(() -> criteria.createQuery(City.class)).isInstanceOf(NoEngineException.class)
                .hasMessageContaining("City is in the engines log, archive");
        var query = criteria.createQuery(Long.class);
        assertThatThrownBy(() -> query.from(City.class)).isInstanceOf(NoEngineException.class);
        house.on("archive", () -> {
            var own = session.getCriteriaBuilder().createQuery(City.class);
            own.from(City.class);
            assertThat(session.createQuery(own).getResultList()).isEmpty();
        });
    }

    @Test
    void areUsedWhereTheyWereMade() {
        var query = house.session("archive").getCriteriaBuilder().createQuery(City.class);
        query.from(City.class);
        assertThat(session.createQuery(query).getResultList()).isEmpty();
        house.on("log", () -> assertThatThrownBy(() -> session.createQuery(query)).isInstanceOf(NoEngineException.class)
                .hasMessageContaining("these criteria were made with another engine than this session is on"));
    }

    @Test
    void takeTextsOfAnyEngine() {
        var query = session.getCriteriaBuilder().createQuery("from Entry", Entry.class);
        assertThat(session.createQuery(query).getResultList()).hasSize(1);
    }

    @Test
    void tellWhatTheyAre() {
        var criteria = session.getCriteriaBuilder();
        assertThat(criteria).hasToString("HibernateCriteriaBuilder for several engines")
                .isEqualTo(criteria)
                .isNotEqualTo(session.getCriteriaBuilder());
    }
}
