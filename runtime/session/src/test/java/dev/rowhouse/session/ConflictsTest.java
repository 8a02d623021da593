package dev.rowhouse.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowhouse.spi.PartialCommitException;
import dev.rowhouse.spi.UndecidedCommitException;
import jakarta.persistence.LockTimeoutException;
import jakarta.persistence.OptimisticLockException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import org.hibernate.StaleStateException;
import org.hibernate.TransactionException;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.ConstraintViolationException.ConstraintKind;
import org.hibernate.exception.LockAcquisitionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a database really says, {@link Collisions} tells. */
class ConflictsTest {
    private static ConstraintViolationException violation(ConstraintKind kind) {
        return new ConstraintViolationException("on purpose", new SQLException("on purpose"), kind, null);
    }

    @Test
    void seesThatOthersWereQuicker() {
        assertThat(List.of(new OptimisticLockException(), new StaleStateException("on purpose"),
                new LockTimeoutException(), new LockAcquisitionException("on purpose", new SQLException("on purpose"))))
                .allMatch(Conflicts::isOvertaken)
                .allMatch(Conflicts::isConflict);
    }

    @Test
    void takesAKeyForAConflictButNotForALostRace() {
        assertThat(EnumSet.of(ConstraintKind.UNIQUE, ConstraintKind.FOREIGN_KEY)).extracting(ConflictsTest::violation)
                .allMatch(Conflicts::isConflict)
                .noneMatch(Conflicts::isOvertaken);
    }

    @Test
    void blamesNobodyElseForAWrongValue() {
        assertThat(EnumSet.of(ConstraintKind.NOT_NULL, ConstraintKind.CHECK, ConstraintKind.OTHER))
                .extracting(ConflictsTest::violation)
                .noneMatch(Conflicts::isConflict)
                .noneMatch(Conflicts::isOvertaken);
    }

    @Test
    void readsWhatADatabaseSaysAboutACommit() {
        assertThat(List.of("40001", "40P01", "55P03", "HYT00", "90131"))
                .allMatch(state -> Conflicts.isOvertaken(refusal(state)));
        assertThat(refusal("23505")).matches(Conflicts::isConflict).matches(failure -> !Conflicts.isOvertaken(failure));
        assertThat(List.of(refusal("23502"), refusal("40003"), refusal("08006"), refusal(null)))
                .noneMatch(Conflicts::isConflict);
    }

    @Test
    void readsNumbersWhereStatesSayTooLittle() {
        assertThat(List.of(1205, 3572, 1020)).allMatch(number -> Conflicts.isOvertaken(refusal("HY000", number)));
        assertThat(List.of(1062, 1451, 1452)).allMatch(number -> Conflicts.isConflict(refusal("23000", number)))
                .noneMatch(number -> Conflicts.isOvertaken(refusal("23000", number)));
        assertThat(
                List.of(refusal("HY000", 1146), refusal("23000", 1048), refusal("23000", 4025), refusal("72000", 1205)))
                .noneMatch(Conflicts::isConflict);
    }

    @Test
    void readsWordsWhereThereAreNoStates() {
        assertThat(List.of("[SQLITE_BUSY] The database file is locked", "[SQLITE_BUSY_SNAPSHOT] Another connection",
                "[SQLITE_LOCKED] A table in the database is locked"))
                .allMatch(words -> Conflicts.isOvertaken(new SQLException(words)));
        assertThat(List.of("[SQLITE_CONSTRAINT_UNIQUE] A UNIQUE", "[SQLITE_CONSTRAINT_PRIMARYKEY] A PRIMARY",
                "[SQLITE_CONSTRAINT_FOREIGNKEY] A foreign"))
                .allMatch(words -> Conflicts.isConflict(new SQLException(words)))
                .noneMatch(words -> Conflicts.isOvertaken(new SQLException(words)));
        assertThat(List.of("[SQLITE_CONSTRAINT_NOTNULL] A NOT NULL", "[SQLITE_FULL] The disk is full", ""))
                .noneMatch(words -> Conflicts.isConflict(new SQLException(words)));
    }

    private static TransactionException refusal(String state, int number) {
        return new TransactionException("on purpose", new SQLException("on purpose", state, number));
    }

    private static TransactionException refusal(@Nullable String state) {
        return new TransactionException("on purpose", new SQLException("on purpose", state));
    }

    @Test
    void looksThroughWhatAppsWrapItIn() {
        var wrapped = new IOException("on purpose", new IllegalStateException(new OptimisticLockException()));
        assertThat(wrapped).matches(Conflicts::isOvertaken);
    }

    @Test
    void doesNotTakeHalfACommitForAConflict() {
        var half = new PartialCommitException("acme", List.of("default"), List.of("log"),
                new OptimisticLockException());
        assertThat(new IllegalStateException(half)).matches(failure -> !Conflicts.isConflict(failure))
                .matches(failure -> !Conflicts.isOvertaken(failure));
    }

    @Test
    void doesNotTakeACommitThatIsYetToArriveForAConflict() {
        var undecided = new UndecidedCommitException("acme", List.of("default"), List.of("log"),
                new SQLException("on purpose", "40001"));
        assertThat(new IllegalStateException(undecided)).matches(failure -> !Conflicts.isConflict(failure))
                .matches(failure -> !Conflicts.isOvertaken(failure));
    }

    @Test
    void comesToAnEndWhereCausesGoRound() {
        var one = new IllegalStateException("one");
        one.initCause(new IllegalStateException("two", one));
        assertThat(one).matches(failure -> !Conflicts.isConflict(failure));
    }
}
