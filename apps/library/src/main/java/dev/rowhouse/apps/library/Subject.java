package dev.rowhouse.apps.library;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What titles are about: a tree, from broader subjects to narrower ones. Mapped by {@code catalogue.orm.xml}. */
class Subject {
    private String code = "";
    private String heading = "";
    @Nullable
    private Subject broader;
    private List<Subject> narrower = new ArrayList<>();

    /** For the ORM. */
    protected Subject() {}

    String code() {
        return code;
    }

    String heading() {
        return heading;
    }

    Optional<Subject> broader() {
        return Optional.ofNullable(broader);
    }

    List<Subject> narrower() {
        return Collections.unmodifiableList(narrower);
    }
}
