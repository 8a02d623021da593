package dev.rowhouse.apps.library;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** That somebody has a copy, or had it. The one table here that the app brings along. */
@Entity
@Table(name = "loan")
class Loan {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    private long id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "title_no", referencedColumnName = "title_no")
    @JoinColumn(name = "copy_no", referencedColumnName = "copy_no")
    private Copy copy = new Copy();

    /** Of a borrower, who has no class. */
    @Column(name = "borrower_no", nullable = false)
    private int borrower;

    @Column(nullable = false)
    private LocalDate lent = LocalDate.MIN;

    @Column(nullable = false)
    private LocalDate due = LocalDate.MIN;

    @Nullable
    private LocalDate returned;

    /** For the ORM. */
    protected Loan() {}

    Loan(Copy copy, int borrower, LocalDate lent, LocalDate due) {
        this.copy = copy;
        this.borrower = borrower;
        this.lent = lent;
        this.due = due;
    }

    void end(LocalDate day) {
        returned = day;
    }

    long id() {
        return id;
    }

    Copy copy() {
        return copy;
    }

    int borrower() {
        return borrower;
    }

    LocalDate lent() {
        return lent;
    }

    LocalDate due() {
        return due;
    }

    Optional<LocalDate> returned() {
        return Optional.ofNullable(returned);
    }
}
