package dev.rowhouse.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowhouse.config.EngineConfig;
import dev.rowhouse.config.EngineName;
import dev.rowhouse.config.Mistakes;
import dev.rowhouse.config.PoolConfig;
import dev.rowhouse.reflect.Reflection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EngineCheckTest {
    static List<String> mistakes(EngineConfig config) {
        var mistakes = new Mistakes();
        EngineCheck.check(config, "instances.a.engines.default", mistakes);
        return mistakes.all().stream().map(Object::toString).toList();
    }

    private static EngineConfig with(String url, PoolConfig pool, Map<String, String> properties) {
        var some = Configs.engine(url);
        return new EngineConfig(some.name(), some.url(), some.user(), some.password(), some.schema(), pool,
                some.mapping(), some.durability(), some.shared(), some.reflect(), properties, some.part(),
                some.transactions(), some.origin());
    }

    private static PoolConfig pool(Map<String, String> more) {
        return new PoolConfig(2, 0, Duration.ofSeconds(5), Duration.ofMinutes(1), Duration.ofMinutes(30), more);
    }

    @Test
    void findsNothingWrongWithAnOrdinaryEngine() {
        assertThat(mistakes(Configs.engine("jdbc:h2:mem:fine"))).isEmpty();
    }

    @Test
    void namesTheProductWhoseDriverLacks() {
        assertThat(mistakes(Configs.engine("jdbc:oracle:thin:@host:1521/x"))).containsExactly(
                "test.conf:1: instances.a.engines.default.url: no JDBC driver for 'oracle' is on the class "
                        + "path (oracle.jdbc.OracleDriver); put the driver's jar into conf/lib, or name its class as pool.driver-class-name");
    }

    @Test
    void asksForTheDialectOfAnUnknownProduct() {
        assertThat(mistakes(Configs.engine("jdbc:acme:x"))).hasSize(2)
                .last()
                .asString()
                .contains("'acme' is not a product whose dialect is known");
    }

    @Test
    void refusesPoolSettingsThatHikariDoesNotKnow() {
        assertThat(mistakes(with("jdbc:h2:mem:x", pool(Map.of("leak-detect", "5")), Map.of()))).singleElement()
                .asString()
                .contains("engines.default.pool.leak-detect: is no setting of a pool", "leak-detection-threshold");
        assertThat(mistakes(with("jdbc:h2:mem:x", pool(Map.of("leak-detection-threshold", "5000")), Map.of())))
                .isEmpty();
    }

    @Test
    void refusesTimesThatHikariWouldReplace() {
        var impatient = new PoolConfig(2, 0, Duration.ofMillis(1), Duration.ofSeconds(1), Duration.ofSeconds(2),
                Map.of());
        assertThat(mistakes(with("jdbc:h2:mem:x", impatient, Map.of()))).hasSize(3);
    }

    @Test
    void refusesPropertiesThatLeadToAnotherDatabase() {
        assertThat(mistakes(with("jdbc:h2:mem:x", pool(Map.of()),
                Map.of("hibernate.connection.url", "jdbc:h2:mem:y", "hibernate.multi_tenant_connection_provider", "x",
                        "hibernate.jdbc.batch_size", "20"))))
                .hasSize(2)
                .allMatch(mistake -> mistake.contains("is decided by the runtime"));
    }

    @Test
    void refusesSessionsOutsideOfScopes() {
        assertThat(
                mistakes(with("jdbc:h2:mem:x", pool(Map.of()), Map.of("hibernate.enable_lazy_load_no_trans", "true"))))
                .containsExactly(
                        "test.conf:1: instances.a.engines.default.properties.hibernate.enable_lazy_load_no_trans: "
                                + "would open sessions outside of any scope; leave it out, and read what is needed while the "
                                + "session is open");
    }

    @Test
    void knowsTheProductsWhoseDriversAreThere() {
        assertThat(List.of("jdbc:postgresql:x", "jdbc:mariadb://h/x", "jdbc:sqlite:x.db"))
                .allMatch(url -> mistakes(Configs.engine(url)).isEmpty());
    }

    @Test
    void findsTheDialectOfEveryProduct() {
        assertThat(Product.values()).allSatisfy(product -> {
            var key = new MappingKey(Configs.APP, new EngineName("default"), List.of(Note.class), List.of(),
                    Optional.of(product), Map.of(), Reflection.NONE, false);
            Mapping.create(key, true, new Belongings()).close();
        });
    }
}
