package dev.rowhouse.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.util.Locale;
import org.hibernate.exception.ConstraintViolationException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** On a real PostgreSQL, which the test starts. */
class CollisionsOnPostgresTest extends Collisions {
    @AutoClose
    private static final EmbeddedPostgres postgres = start();

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    House open(String test) throws Exception {
        var database = test.toLowerCase(Locale.ROOT);
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + database);
        }
        return House.at(engines, postgres.getJdbcUrl("postgres", database), "acme");
    }

    @Test
    void countsAnewWhenTransactionsCannotBePutInARow() throws Exception {
        bothDo(attempt -> {
            house.session().doWork(it -> it.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE));
            var count = house.session().createSelectionQuery("select count(*) from Guest", Long.class);
            var number = count.getSingleResult();
            meet(attempt);
            house.session().persist(new Guest("guest %d of %s".formatted(number, Thread.currentThread())));
        });
        assertThat(house.guests()).extracting(guest -> guest.substring(0, guest.indexOf(" of ")))
                .containsExactly("guest 0", "guest 1");
        assertThat(refusals).allMatch(Conflicts::isOvertaken);
    }

    @Test
    void takesAForeignKeyThatRestrictsForOne() {
        house.add("Ada");
        house.work().runInTransaction(() -> {
            house.session()
                    .createNativeMutationQuery(
                            "create table Keepsake (guest varchar(255) references Guest on delete restrict)")
                    .executeUpdate();
            house.session().createNativeMutationQuery("insert into Keepsake values ('Ada')").executeUpdate();
        });
        assertThatThrownBy(() -> this.<RuntimeException>tries(
                attempt -> house.session().createMutationQuery("delete Guest").executeUpdate()))
                .isInstanceOf(ConstraintViolationException.class);
        assertThat(refusals).hasSize(5);
    }
}
