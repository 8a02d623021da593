/**
 * What a blog consists of: the entities, what can be asked of them and what can be changed.
 *
 * <p>Entities ({@code Article}, {@code Comment}, ...) stay in here, but for {@code User}, whose password others compare. What
 * others get are views ({@code Profile}, {@code ArticleView}, {@code CommentView}).
 */
@NullMarked
package dev.rowhouse.apps.conduit.model;

import org.jspecify.annotations.NullMarked;
