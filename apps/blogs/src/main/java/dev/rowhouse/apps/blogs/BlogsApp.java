package dev.rowhouse.apps.blogs;

import com.google.inject.Module;
import com.google.inject.Scopes;
import dev.rowhouse.spi.App;
import dev.rowhouse.spi.NoSettings;
import dev.rowhouse.spi.Plan;
import io.undertow.server.HttpHandler;

/** Blogs with a database each, a directory of them, a log, and comments spread over shards. */
public final class BlogsApp implements App<NoSettings> {
    /** The engine of the log. */
    static final String LOG = "log";

    /** The engine that has the comments of all blogs; its rows are spread over shards by the name of the blog. */
    static final String COMMENTS = "comments";

    /** The family that has a database for each blog. */
    static final String BLOG = "blog";

    /** An app without state, as a composite makes one. */
    public BlogsApp() {}

    @Override
    public Plan<NoSettings> plan() {
        return Plan.withoutSettings()
                .engine(Plan.DEFAULT_ENGINE, Blog.class)
                .engine(LOG, Entry.class)
                .engine(COMMENTS, Comment.class)
                .family(BLOG, Post.class);
    }

    @Override
    public Module household(NoSettings settings) {
        return binder -> {
            binder.bind(HttpHandler.class).to(BlogsRoutes.class).in(Scopes.SINGLETON);
            binder.bind(BlogsRoutes.class);
            binder.bind(BlogResource.class);
            binder.bind(PostResource.class);
            binder.bind(CommentResource.class);
            binder.bind(LogResource.class);
            binder.bind(Directory.class);
            binder.bind(Posts.class);
            binder.bind(Comments.class);
        };
    }
}
