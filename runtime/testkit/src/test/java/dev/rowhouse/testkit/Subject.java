package dev.rowhouse.testkit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A subject heading, and those below it. A class that may not be touched: no annotation, mapped by {@code subjects.orm.xml}. */
class Subject {
    private long id;
    private String name = "";
    private @Nullable Subject broader;
    private List<Subject> narrower = new ArrayList<>();
    private Set<Subject> related = new HashSet<>();

    protected Subject() {}

    Subject(String name) {
        this.name = name;
    }

    Subject add(Subject below) {
        below.broader = this;
        narrower.add(below);
        return this;
    }

    void relate(Subject other) {
        related.add(other);
    }

    long id() {
        return id;
    }

    String name() {
        return name;
    }

    @Nullable
    Subject broader() {
        return broader;
    }

    List<Subject> narrower() {
        return narrower;
    }

    Set<Subject> related() {
        return related;
    }
}
