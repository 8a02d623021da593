package dev.rowhouse.apps.library;

import dev.rowhouse.apps.library.tables.Answer;
import dev.rowhouse.apps.library.tables.Html;
import dev.rowhouse.apps.library.tables.Paging;
import dev.rowhouse.spi.Query;
import io.undertow.server.HttpServerExchange;
import jakarta.inject.Inject;
import java.util.List;

/** The page for readers: search, the subjects, what was found. Works without scripts; its links are relative to the mount. */
final class HomePage {
    private final Catalogue catalogue;
    private final LibrarySettings settings;

    @Inject
    HomePage(Catalogue catalogue, LibrarySettings settings) {
        this.catalogue = catalogue;
        this.settings = settings;
    }

    void show(HttpServerExchange exchange) {
        var query = Query.of(exchange);
        var words = query.text("search").orElse("");
        var found = catalogue.search(words, query.text("subject").orElse(""), Paging.of(query));
        Answer.page(exchange,
                Html.of("""
                        <!doctype html>
                        <html lang="en">
                        <head>
                        <meta charset="utf-8">
                        <meta name="viewport" content="width=device-width, initial-scale=1">
                        <meta name="color-scheme" content="light dark">
                        <title>%1$s</title>
                        <link rel="stylesheet" href="tables/style.css">
                        </head>
                        <body>
                        <header><h1><bdi>%1$s</bdi></h1></header>
                        <main class="catalogue">
                        <section>
                        <form><input name="search" value="%2$s" aria-label="Words of a title or an author"><button>Search</button></form>
                        %3$s</section>
                        <section>
                        <h2>Subjects</h2>
                        %4$s<p><a href="./">All of them</a></p>
                        <p><a href="tables">All tables of the database</a></p>
                        </section>
                        </main>
                        </body>
                        </html>
                        """,
                        settings.name(), words, titles(found), tree("tree", catalogue.subjects())));
    }

    private static Html titles(Catalogue.Found found) {
        var lines = found.titles()
                .stream()
                .map(title -> Html.of(
                        "<tr><td><a href=\"titles/%s\"><bdi>%s</bdi></a></td><td><bdi>%s</bdi></td><td>%s</td><td>%s</td></tr>\n",
                        title.number(), title.name(), title.author().orElse(""),
                        title.year().map(String::valueOf).orElse(""), found.free().getOrDefault(title.number(), 0L)))
                .toList();
        return Html.of("""
                <p class="count">%s</p>
                <div class="scroll"><table>
                <thead><tr><th>Title</th><th>Author</th><th>Year</th><th>Copies to be had</th></tr></thead>
                <tbody>
                %s</tbody>
                </table></div>
                """, found.total() == 1 ? "1 title" : found.total() + " titles", Html.join(lines));
    }

    private static Html tree(String style, List<Subject> subjects) {
        var branches = subjects.stream()
                .map(subject -> Html.of("<li><a href=\"./?subject=%s\"><bdi>%s</bdi></a>%s</li>\n", subject.code(),
                        subject.heading(), subject.narrower().isEmpty() ? Html.NOTHING : tree("", subject.narrower())))
                .toList();
        return Html.of("<ul class=\"%s\">\n%s</ul>\n", style, Html.join(branches));
    }
}
