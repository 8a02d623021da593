package dev.rowhouse.session;

import dev.rowhouse.spi.PartialCommitException;
import dev.rowhouse.spi.UndecidedCommitException;
import jakarta.persistence.LockTimeoutException;
import jakarta.persistence.OptimisticLockException;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.hibernate.PessimisticLockException;
import org.hibernate.StaleStateException;
import org.hibernate.dialect.lock.LockingStrategyException;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.SnapshotIsolationException;
import org.hibernate.exception.TransactionSerializationException;

/**
 * Tells whether a transaction failed because of what others did in the database meanwhile, so that the same work may well
 * succeed when it is done again from the start.
 *
 * <p>Looks at a failure and its causes, because apps and Hibernate wrap what a database says. A transaction that has
 * committed in part, or will, is no conflict, whatever the cause: its work must not be done twice.
 */
public final class Conflicts {
    /**
     * What databases say themselves, for JDBC without Hibernate and for what a commit throws: a transaction can't be
     * serialized or is the victim of a deadlock (SQL standard, PostgreSQL), a lock is held too long (PostgreSQL, H2), a row was
     * changed meanwhile (H2).
     */
    private static final Set<String> SERIALIZATION_DEADLOCK_OR_LOCK = Set.of("40001", "40P01", "55P03", "HYT00",
            "90131");
    private static final Set<String> UNIQUE_OR_FOREIGN_KEY = Set.of("23505", "23503", "23506", "23001");

    /**
     * The same from MariaDB and MySQL, whose states alone say too little: a lock is held too long, or was not to be waited
     * for; a row was changed since this transaction began.
     */
    private static final Set<String> LOCK_OR_CHANGE_BY_NUMBER = Set.of("HY000/1205", "HY000/3572", "HY000/1020");
    private static final Set<String> UNIQUE_OR_FOREIGN_KEY_BY_NUMBER = Set.of("23000/1062", "23000/1451", "23000/1452");

    /** The same from SQLite, which has no states, and no number for the kind of a key: how its messages begin. */
    private static final List<String> LOCK_IN_WORDS = List.of("[SQLITE_BUSY", "[SQLITE_LOCKED");
    private static final List<String> UNIQUE_OR_FOREIGN_KEY_IN_WORDS = List.of("[SQLITE_CONSTRAINT_UNIQUE]",
            "[SQLITE_CONSTRAINT_PRIMARYKEY]", "[SQLITE_CONSTRAINT_FOREIGNKEY]");

    private Conflicts() {}

    /**
     * Whether others may be the reason: they were {@link #isOvertaken quicker}, or hold a unique value, or removed or added
     * what a foreign key points to. The value may as well have been there for years; only doing the work again tells.
     */
    public static boolean isConflict(Throwable failure) {
        return isAny(failure, cause -> isOfOthersWork(cause) || isOfOthersKeys(cause));
    }

    /**
     * Whether others are the reason for sure: they changed the same version, or held or wanted the same locks (a deadlock, a
     * lock that didn't come in time, a serialization failure).
     */
    public static boolean isOvertaken(Throwable failure) {
        return isAny(failure, Conflicts::isOfOthersWork);
    }

    private static boolean isOfOthersWork(Throwable cause) {
        return switch (cause) {
            case OptimisticLockException _,StaleStateException _ -> true;
            case LockTimeoutException _,LockingStrategyException _ -> true;
            case PessimisticLockException _,jakarta.persistence.PessimisticLockException _ -> true;
            case SnapshotIsolationException _,TransactionSerializationException _ -> true;
            case SQLException refusal -> SERIALIZATION_DEADLOCK_OR_LOCK.contains(state(refusal))
                    || LOCK_OR_CHANGE_BY_NUMBER.contains(number(refusal)) || begins(refusal, LOCK_IN_WORDS);
            default -> false;
        };
    }

    private static boolean isOfOthersKeys(Throwable cause) {
        return switch (cause) {
            case ConstraintViolationException violation -> switch (violation.getKind()) {
                case UNIQUE, FOREIGN_KEY -> true;
                case NOT_NULL, CHECK, OTHER -> false;
            };
            case SQLException refusal -> UNIQUE_OR_FOREIGN_KEY.contains(state(refusal))
                    || UNIQUE_OR_FOREIGN_KEY_BY_NUMBER.contains(number(refusal))
                    || begins(refusal, UNIQUE_OR_FOREIGN_KEY_IN_WORDS);
            default -> false;
        };
    }

    private static String state(SQLException refusal) {
        return Objects.requireNonNullElse(refusal.getSQLState(), "");
    }

    private static String number(SQLException refusal) {
        return state(refusal) + "/" + refusal.getErrorCode();
    }

    private static boolean begins(SQLException refusal, List<String> words) {
        return words.stream().anyMatch(String.valueOf(refusal.getMessage())::startsWith);
    }

    private static boolean isAny(Throwable failure, Predicate<Throwable> kind) {
        return causes(failure).noneMatch(Conflicts::isCommitted) && causes(failure).anyMatch(kind);
    }

    private static boolean isCommitted(Throwable cause) {
        return cause instanceof PartialCommitException || cause instanceof UndecidedCommitException;
    }

    /** Bounded, because causes may go round. */
    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause).limit(50);
    }
}
