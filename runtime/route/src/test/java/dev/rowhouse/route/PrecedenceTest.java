package dev.rowhouse.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.engine.Engines;
import dev.rowhouse.route.stock.Crate;
import dev.rowhouse.spi.Binds;
import dev.rowhouse.spi.NoEngineException;
import dev.rowhouse.spi.Plan;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** The table in the Javadoc of {@link Binds}, row by row. */
class PrecedenceTest {
    private final Engines engines = new Engines();

    @SuppressWarnings("NullAway.Init")
    private House house;

    @BeforeEach
    void open(TestInfo test) throws Exception {
        house = House.open(engines, "order-" + test.getTestMethod().orElseThrow().getName());
    }

    @AfterEach
    void close() {
        house.close();
        engines.close();
    }

    private static Plan<?> plan() {
        return Plan.withoutSettings().engine("default").engine("log").engine("archive");
    }

    private String persisted(Plan<?> plan, Object entity) {
        house.session(plan.binds()).persist(entity);
        return house.holder(entity);
    }

    @Test
    void theEngineThatWorkIsOnComesFirst() {
        var country = new Country("fr", "France");
        var session = house.session(plan().bind("log", Country.class).binds());
        house.on("archive", () -> session.persist(country));
        assertThat(house.holder(country)).isEqualTo("archive");
    }

    @Test
    void theEngineThatWorkIsOnCountsAlone() {
        assertThatThrownBy(() -> house.on("archive", () -> house.session().persist(new Note(1, "a"))))
                .isInstanceOf(NoEngineException.class)
                .hasMessage("instance 'acme': this piece of work is on 'archive', which doesn't hold "
                        + "dev.rowhouse.route.Note; it is in default; there are default, log, archive; "
                        + "call this inside work.on(...) with an engine that holds it");
    }

    @Test
    void theEngineThatItsClassIsBoundToComesSecond() {
        assertThat(persisted(plan().bind("log", Country.class)
                .bind("default", Audited.class)
                .bindPackages("archive", "dev.rowhouse.route"), new Country("fr", "France"))).isEqualTo("log");
    }

    @Test
    void theEngineThatItsNameIsBoundToComesSecond() {
        var row = row("ledger");
        assertThat(persisted(plan().bindEntities("archive", "ledger"), row)).isEqualTo("archive");
    }

    @Test
    void theEngineOfItsNearestSuperclassComesThird() {
        assertThat(persisted(plan().bind("archive", City.class)
                .bind("log", Object.class, Audited.class)
                .bindPackages("log", "dev.rowhouse.route"), new Village("Rye"))).isEqualTo("archive");
    }

    @Test
    void superclassesComeBeforeInterfaces() {
        assertThat(persisted(plan().bind("archive", Object.class).bind("log", Audited.class), new City("Rye")))
                .isEqualTo("archive");
    }

    @Test
    void theEngineOfAnInterfaceComesThird() {
        assertThat(
                persisted(plan().bind("archive", Audited.class).bindPackages("log", "dev.rowhouse"), new City("Rye")))
                .isEqualTo("archive");
    }

    @Test
    void theEngineOfAnInterfaceThatIsExtendedComesThird() {
        assertThat(
                persisted(plan().bind("archive", Marked.class).bindPackages("log", "dev.rowhouse"), new Village("Rye")))
                .isEqualTo("archive");
    }

    @Test
    void theEngineOfItsPackageComesFourth() {
        assertThat(persisted(plan().bindPackages("log", "dev.rowhouse.route"), new Country("fr", "France")))
                .isEqualTo("log");
    }

    @Test
    void theEngineOfTheNearestPackageAroundComesFourth() {
        assertThat(persisted(plan().bindPackages("log", "dev").bindPackages("archive", "dev.rowhouse"), new Crate(1)))
                .isEqualTo("archive");
    }

    @Test
    void theOnlyEngineThatHoldsItComesFifth() {
        assertThat(persisted(plan(), new Note(1, "a"))).isEqualTo("default");
        assertThat(persisted(plan(), new Entry(1))).isEqualTo("log");
    }

    @Test
    void theDefaultEngineComesLast() {
        assertThat(persisted(plan(), new Country("fr", "France"))).isEqualTo("default");
    }

    @Test
    void isRefusedWhereNothingDecides() {
        assertThatThrownBy(() -> house.session().persist(new City("Rye"))).isInstanceOf(NoEngineException.class)
                .hasMessage("instance 'acme': dev.rowhouse.route.City is in the engines log, archive, and nothing "
                        + "decides between them; there are default, log, archive; bind it in the plan, as with "
                        + "bind(\"log\", ...), or call this inside work.on(\"log\")");
        assertThatThrownBy(() -> house.session().persist(row("ledger"))).isInstanceOf(NoEngineException.class)
                .hasMessageContaining("ledger is in the engines log, archive");
    }

    @Test
    void isRefusedWhereNoEngineHoldsIt() {
        assertThatThrownBy(() -> house.session().persist("a text")).isInstanceOf(NoEngineException.class)
                .hasMessageStartingWith(
                        "instance 'acme': no engine holds java.lang.String; there are default, log, archive;");
    }

    @Test
    void isRefusedWhereItsBindLeadsToAnEngineThatDoesNotHoldIt() {
        assertThatThrownBy(() -> persisted(plan().bindPackages("archive", "dev.rowhouse.route"), new Note(1, "a")))
                .isInstanceOf(NoEngineException.class)
                .hasMessage("instance 'acme': dev.rowhouse.route.Note is, by the package dev.rowhouse.route, bound to "
                        + "the engine 'archive', which doesn't hold it; it is in default; there are default, log, "
                        + "archive; bind it to one that holds it, or add it to 'archive' in the plan");
    }

    @Test
    void findsAllBindsThatLeadNowhereAtOnce() {
        var binds = plan().bind("log", Note.class)
                .bind("log", Audited.class)
                .bind("default", Dated.class, Runnable.class)
                .bindPackages("default", "dev.rowhouse.route.stock", "dev.rowhouse")
                .bindEntities("default", "ledger")
                .bindEntities("log", "nothing")
                .binds();
        assertThatThrownBy(() -> house.router(binds).check()).isInstanceOf(NoEngineException.class)
                .hasMessage("instance 'acme': "
                        + "the engine 'default' holds neither dev.rowhouse.route.Dated nor an entity that extends it; "
                        + "bind it to one of log, which do; "
                        + "the engine 'log' holds neither dev.rowhouse.route.Note nor an entity that extends it; "
                        + "bind it to one of default, which do; "
                        + "the engine 'default' holds neither java.lang.Runnable nor an entity that extends it, "
                        + "and no other one does; add it, or take the bind out; "
                        + "the engine 'default' holds no entity of the package dev.rowhouse.route.stock; "
                        + "bind it to one of log, archive, which do; "
                        + "the engine 'default' holds no entity without a class that is named ledger; "
                        + "bind it to one of log, archive, which do; "
                        + "the engine 'log' holds no entity without a class that is named nothing, "
                        + "and no other one does; add it, or take the bind out");
        house.router(plan().bind("log", Audited.class, Dated.class).binds()).check();
    }

    private static Map<String, Object> row(String entity) {
        return new HashMap<>(Map.of("$type$", entity, "id", 1L));
    }
}
