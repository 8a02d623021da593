package dev.rowhouse.apps.conduit.resource;

import com.google.inject.AbstractModule;

/** What answers in one instance. */
public final class ResourceModule extends AbstractModule {
    /** What answers in one instance. */
    public ResourceModule() {}

    @Override
    protected void configure() {
        bind(UserResource.class);
        bind(ProfileResource.class);
        bind(ArticleResource.class);
        bind(CommentResource.class);
        bind(TagResource.class);
    }
}
