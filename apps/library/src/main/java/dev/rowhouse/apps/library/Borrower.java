package dev.rowhouse.apps.library;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Somebody who borrows, read from a row that has no class: each component is the column of its name.
 *
 * @param borrowerNo the number on the card
 * @param guarantor who answers for somebody who is too young to
 */
record Borrower(
        int borrowerNo,
        String surname,
        Optional<String> forename,
        BigDecimal fines,
        boolean blocked,
        Optional<LocalDate> lastSeen,
        Optional<Guarantor> guarantor) {
    /** Who answers for a borrower: the row at the other end of a foreign key. */
    record Guarantor(int borrowerNo, String surname, Optional<String> forename) {}
}
