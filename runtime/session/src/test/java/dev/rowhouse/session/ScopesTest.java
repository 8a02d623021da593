package dev.rowhouse.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.engine.Engines;
import dev.rowhouse.spi.ForeignObjectException;
import dev.rowhouse.spi.OutOfScopeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which scopes see each other: those of one composite, and no others. */
class ScopesTest {
    private final Scopes scopes = new Scopes();
    private Engines engines;
    private Estate one;
    private Estate neighbour;
    private Estate elsewhere;

    @BeforeEach
    void open() throws InterruptedException {
        engines = new Engines();
        one = Estate.open(engines, scopes, "one", "scopes-one", false);
        neighbour = Estate.open(engines, scopes, "neighbour", "scopes-neighbour", false);
        elsewhere = Estate.open(engines, new Scopes(), "elsewhere", "scopes-elsewhere", false);
    }

    @AfterEach
    void close() {
        elsewhere.close();
        neighbour.close();
        one.close();
        engines.close();
    }

    @Test
    void copiesFromOneToAnotherWhereTheyDoNotBelongTogether() {
        one.scope().run(() -> elsewhere.scope().run(() -> {
            assertThat(one.find(1).name).isEqualTo("one 1");
            assertThat(elsewhere.find(1).name).isEqualTo("elsewhere 1");
        }));
    }

    @Test
    void keepsTheSessionsOfWorkThatAnotherCompositeIsNestedIn() {
        one.scope().run(() -> {
            var before = one.find(1);
            elsewhere.scope().run(() -> one.scope().run(() -> assertThat(one.find(1)).isSameAs(before)));
        });
    }

    @Test
    void refusesTheNeighbourAlsoThroughTheScopeOfAnotherComposite() {
        one.scope()
                .run(() -> neighbour.scope()
                        .run(() -> elsewhere.scope()
                                .run(() -> assertThatThrownBy(() -> one.find(1))
                                        .isInstanceOf(ForeignObjectException.class))));
    }

    @Test
    void saysThatNoScopeIsOpenInsideAnotherComposite() {
        elsewhere.scope()
                .run(() -> assertThatThrownBy(() -> one.find(1)).isExactlyInstanceOf(OutOfScopeException.class)
                        .hasMessageContaining("no scope is open there"));
    }

    @Test
    void goesOnWithTheWorkThatCalledTheNeighbourBeforeItUsedAnything() {
        one.scope().run(() -> neighbour.scope().run(() -> one.scope().run(() -> assertThat(one.find(1)).isNotNull())));
    }

    @Test
    void leavesNobodyInAScopeThatUsedNothing() {
        one.scope().run(() -> {});

        assertThat(one.scope().isOpen()).isFalse();
        assertThat(scopes.instance()).isEmpty();
    }
}
