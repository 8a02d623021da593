package dev.rowhouse.apps.blogs;

import dev.rowhouse.spi.Work;
import jakarta.inject.Inject;
import org.hibernate.Session;

/** A job: writes how many posts each blog has to standard output. One database after the other is opened for it. */
record PostCounts(Session session, Work work) implements Runnable {
    @Inject
    PostCounts {}

    @Override
    public void run() {
        for (var blog : work.keys(BlogsApp.BLOG)) {
            long posts = work.on(BlogsApp.BLOG, blog)
                    .call(() -> session.createSelectionQuery("select count(p) from Post p", Long.class)
                            .getSingleResult());
            System.out.printf("%s %d%n", blog, posts);
        }
    }
}
