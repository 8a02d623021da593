package dev.rowhouse.apps.library;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One of the books of a title. Its key is of two parts. Mapped by {@code catalogue.orm.xml}. */
class Copy {
    private CopyKey key = new CopyKey(0, 0);
    private Title title = new Title();
    private String shelf = "";
    @Nullable
    private LocalDate acquired;
    private boolean withdrawn;

    /** For the ORM. */
    protected Copy() {}

    Copy(Title title, int number, String shelf) {
        key = new CopyKey(title.number(), number);
        this.title = title;
        this.shelf = shelf;
    }

    CopyKey key() {
        return key;
    }

    Title title() {
        return title;
    }

    String shelf() {
        return shelf;
    }

    Optional<LocalDate> acquired() {
        return Optional.ofNullable(acquired);
    }

    boolean isWithdrawn() {
        return withdrawn;
    }
}
