package dev.rowhouse.apps.conduit.model;

import com.google.inject.AbstractModule;

/** The entities, which all instances share, and what one instance owns to work with them. */
public final class ModelModule extends AbstractModule {
    /** What one instance owns. */
    public ModelModule() {}

    /** All entities, for the plan. */
    public static Class<?>[] entities() {
        return new Class<?>[]{User.class, Article.class, Tag.class, Comment.class, Favorite.class, Follow.class,
                SigningKey.class};
    }

    @Override
    protected void configure() {
        bind(Users.class);
        bind(Profiles.class);
        bind(Articles.class);
        bind(ArticleViews.class);
        bind(Favorites.class);
        bind(Comments.class);
        bind(Tags.class);
        bind(SigningKeys.class);
    }
}
