package dev.rowhouse.apps.conduit.model;

import java.util.List;

/**
 * A part of a list of articles, in the words of the API.
 *
 * @param articles newest first, without their bodies
 * @param articlesCount how many there are in the whole list
 */
public record ArticleList(List<ArticleView> articles, long articlesCount) {
    /** Copies the list. */
    public ArticleList {
        articles = List.copyOf(articles);
    }
}
