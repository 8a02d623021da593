package dev.rowhouse.apps.blogs;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** A line in the directory of blogs. What is written in the blog has a database of its own. */
@Entity(name = "Blog")
class Blog {
    @Id
    @Column(length = NewBlog.NAME_LENGTH)
    private String name;

    @Column(nullable = false, length = NewBlog.TITLE_LENGTH)
    private String title;

    @SuppressWarnings("NullAway.Init") // For Hibernate, which fills the fields.
    protected Blog() {}

    Blog(String name, String title) {
        this.name = name;
        this.title = title;
    }

    String name() {
        return name;
    }

    String title() {
        return title;
    }
}
