package dev.rowhouse.apps.conduit.resource;

import dev.rowhouse.apps.conduit.body.ArticleChange;
import dev.rowhouse.apps.conduit.body.NewArticle;
import dev.rowhouse.apps.conduit.login.Login;
import dev.rowhouse.apps.conduit.model.ArticleFilter;
import dev.rowhouse.apps.conduit.model.ArticleView;
import dev.rowhouse.apps.conduit.model.ArticleViews;
import dev.rowhouse.apps.conduit.model.Articles;
import dev.rowhouse.apps.conduit.model.Favorites;
import dev.rowhouse.apps.conduit.model.Paging;
import dev.rowhouse.spi.Json;
import dev.rowhouse.spi.Query;
import dev.rowhouse.spi.Routes;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Articles, under {@code /api/articles}. */
public final class ArticleResource {
    private static final String MEMBER = "article";

    private final Articles articles;
    private final ArticleViews views;
    private final Favorites favorites;
    private final Login login;
    private final Json json;

    @Inject
    ArticleResource(Articles articles, ArticleViews views, Favorites favorites, Login login, Json json) {
        this.articles = articles;
        this.views = views;
        this.favorites = favorites;
        this.login = login;
        this.json = json;
    }

    /** Answers with the newest articles; {@code ?tag=}, {@code ?author=} and {@code ?favorited=} choose among them. */
    public void list(HttpServerExchange exchange) {
        var viewer = login.optional(exchange);
        var query = Query.of(exchange);
        var filter = new ArticleFilter(query.text("tag"), query.text("author"), query.text("favorited"),
                Optional.empty());
        json.write(exchange, StatusCodes.OK, views.list(filter, paging(query), viewer));
    }

    /** Answers with the newest articles by those whom the viewer follows. */
    public void feed(HttpServerExchange exchange) {
        var viewer = login.required(exchange);
        var paging = paging(Query.of(exchange));
        json.write(exchange, StatusCodes.OK, views.list(ArticleFilter.feedOf(viewer), paging, viewer));
    }

    /** Takes {@code {"article":{"title":"...","description":"...","body":"...","tagList":["..."]}}}. */
    public void add(HttpServerExchange exchange) throws IOException {
        var viewer = login.required(exchange);
        var wanted = json.read(exchange, MEMBER, NewArticle.class).orElse(NewArticle.EMPTY);
        send(exchange, StatusCodes.CREATED, articles.add(wanted, viewer));
    }

    /** Answers with {@code {"article":{...}}}. */
    public void show(HttpServerExchange exchange) {
        var viewer = login.optional(exchange);
        send(exchange, StatusCodes.OK, views.find(slug(exchange), viewer));
    }

    /** Takes those fields that are to change: {@code {"article":{"body":"..."}}}. */
    public void change(HttpServerExchange exchange) throws IOException {
        var viewer = login.required(exchange);
        var wanted = json.read(exchange, MEMBER, ArticleChange.class).orElse(ArticleChange.NONE);
        send(exchange, StatusCodes.OK, articles.change(slug(exchange), wanted, viewer));
    }

    /** Removes an article. */
    public void remove(HttpServerExchange exchange) {
        var viewer = login.required(exchange);
        articles.remove(slug(exchange), viewer);
        exchange.setStatusCode(StatusCodes.NO_CONTENT);
    }

    /** Favors an article, and answers with it. */
    public void favorite(HttpServerExchange exchange) {
        var viewer = login.required(exchange);
        send(exchange, StatusCodes.OK, favorites.add(slug(exchange), viewer));
    }

    /** Favors an article no more, and answers with it. */
    public void unfavorite(HttpServerExchange exchange) {
        var viewer = login.required(exchange);
        send(exchange, StatusCodes.OK, favorites.remove(slug(exchange), viewer));
    }

    private static Paging paging(Query query) {
        return new Paging(query.number("limit", Paging.USUAL_LIMIT, 1, Paging.MOST),
                query.number("offset", 0, 0, Integer.MAX_VALUE));
    }

    private static String slug(HttpServerExchange exchange) {
        return Routes.parameter(exchange, "slug");
    }

    private void send(HttpServerExchange exchange, int status, ArticleView article) {
        json.write(exchange, status, Map.of(MEMBER, article));
    }
}
