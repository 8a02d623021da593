package dev.rowhouse.apps.library;

import dev.rowhouse.spi.Problem;
import dev.rowhouse.spi.ProblemException;
import dev.rowhouse.spi.Tables;
import dev.rowhouse.spi.Work;
import io.undertow.util.StatusCodes;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Lends copies and takes them back: a class of ours, a class of the catalogue and a row without class in one transaction. */
final class Lending {
    private final Session session;
    private final Work work;
    private final Tables tables;
    private final LibrarySettings settings;

    @Inject
    Lending(Session session, Work work, Tables tables, LibrarySettings settings) {
        this.session = session;
        this.work = work;
        this.tables = tables;
        this.settings = settings;
    }

    Optional<Borrower> borrower(int number) {
        return row(number).map(row -> tables.read(Borrower.class, row));
    }

    @SuppressWarnings("unchecked") // What the session gives for an entity without a class is a map of its attributes.
    private Optional<Map<String, @Nullable Object>> row(int borrower) {
        return Optional.ofNullable((Map<String, @Nullable Object>) session.find("borrower", borrower));
    }

    Optional<Loan> find(long id) {
        return Optional.ofNullable(session.find(Loan.class, id));
    }

    /**
     * Lends a copy. Two who want the same one wait for each other; the second one is told that it is lent.
     *
     * @throws ProblemException 422 if there is no such copy or borrower, 409 if it is lent or withdrawn, or the borrower may not
     */
    Loan lend(CopyKey key, int borrower) {
        return work.inRetriedTransaction(() -> {
            Copy copy = session.find(Copy.class, key, LockModeType.PESSIMISTIC_WRITE);
            if (copy == null) {
                throw new ProblemException(Problem.invalid(Map.of("copy", "must be a copy of the library")));
            }
            var who = row(borrower).orElseThrow(
                    () -> new ProblemException(Problem.invalid(Map.of("borrower", "must be somebody with a card"))));
            if (tables.read(Borrower.class, who).blocked()) {
                throw conflict("This borrower may not borrow at the moment.");
            }
            if (copy.isWithdrawn()) {
                throw conflict("This copy is withdrawn.");
            }
            if (isLent(copy)) {
                throw conflict("This copy is lent.");
            }
            var today = LocalDate.now(ZoneOffset.UTC);
            var loan = new Loan(copy, borrower, today, today.plusDays(settings.days()));
            session.persist(loan);
            // A row without class is changed like an entity: what is put into it is written.
            who.put("last_seen", today);
            return loan;
        });
    }

    private boolean isLent(Copy copy) {
        return session
                .createSelectionQuery("select count(*) from Loan l where l.copy = :copy and l.returned is null",
                        Long.class)
                .setParameter("copy", copy)
                .getSingleResult() > 0;
    }

    /**
     * Takes a copy back.
     *
     * @return empty if there is no such loan
     * @throws ProblemException 409 if it has ended already
     */
    Optional<Loan> takeBack(long id) {
        return work.inTransaction(() -> {
            Loan loan = session.find(Loan.class, id, LockModeType.PESSIMISTIC_WRITE);
            if (loan == null) {
                return Optional.empty();
            }
            if (loan.returned().isPresent()) {
                throw conflict("This copy was returned already.");
            }
            loan.end(LocalDate.now(ZoneOffset.UTC));
            return Optional.of(loan);
        });
    }

    private static ProblemException conflict(String detail) {
        return new ProblemException(Problem.of(StatusCodes.CONFLICT, detail));
    }
}
