package dev.rowhouse.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.databases.Databases;
import dev.rowhouse.databases.On;
import dev.rowhouse.databases.Product;
import java.sql.Connection;
import org.hibernate.exception.ConstraintViolationException;
import org.junit.jupiter.api.Test;

@On(Product.POSTGRESQL)
class CollisionsOnPostgresTest extends CollisionsInTransactions {
    CollisionsOnPostgresTest(Databases databases) {
        super(databases);
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
