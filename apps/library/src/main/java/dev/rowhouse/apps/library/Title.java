package dev.rowhouse.apps.library;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** What was published, of which the library has copies. Mapped by {@code catalogue.orm.xml}. */
class Title {
    private int number;
    private String name = "";
    @Nullable
    private String author;
    @Nullable
    private Integer year;
    private String language = "eng";
    @Nullable
    private BigDecimal price;
    private List<Copy> copies = new ArrayList<>();
    private Set<Subject> subjects = new LinkedHashSet<>();

    /** For the ORM. */
    protected Title() {}

    Title(int number, NewTitle title) {
        this.number = number;
        name = title.name();
        author = title.author();
        year = title.year();
        title.shelves().forEach(this::addCopy);
    }

    private void addCopy(String shelf) {
        copies.add(new Copy(this, copies.size() + 1, shelf));
    }

    void isAbout(List<Subject> others) {
        subjects.addAll(others);
    }

    int number() {
        return number;
    }

    String name() {
        return name;
    }

    Optional<String> author() {
        return Optional.ofNullable(author);
    }

    Optional<Integer> year() {
        return Optional.ofNullable(year);
    }

    String language() {
        return language;
    }

    Optional<BigDecimal> price() {
        return Optional.ofNullable(price);
    }

    List<Copy> copies() {
        return Collections.unmodifiableList(copies);
    }

    Set<Subject> subjects() {
        return Collections.unmodifiableSet(subjects);
    }
}
