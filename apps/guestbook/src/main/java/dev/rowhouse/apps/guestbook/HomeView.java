package dev.rowhouse.apps.guestbook;

import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * What the page looks like. All its links are relative to the mount, and it works without JavaScript.
 *
 * <p>Names stand in {@code <bdi>}: text from right to left must not turn what is beside it around.
 */
final class HomeView {
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final GuestbookSettings settings;

    @Inject
    HomeView(GuestbookSettings settings) {
        this.settings = settings;
    }

    /**
     * Shows people, the form and what happened lately.
     *
     * @param people one page of them
     * @param entries the newest changes
     * @param form what the form holds
     */
    Html page(Slice<Person> people, List<Entry> entries, PersonForm form) {
        return Html.of("""
                <!doctype html>
                <html lang="en" data-accent="%1$s">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <title>%2$s%3$s</title>
                <link rel="icon" href="%4$s">
                <link rel="stylesheet" href="%5$s">
                </head>
                <body>
                <header>
                <h1><bdi>%3$s</bdi></h1>
                <p>%6$s <a href="#sign">Sign the guestbook</a></p>
                <div class="houses"></div>
                </header>
                <main>
                <section class="people" aria-labelledby="people-heading">
                <h2 id="people-heading">People</h2>
                %7$s%8$s</section>
                <div class="side">
                <section id="sign" aria-labelledby="sign-heading">
                <h2 id="sign-heading">Sign the guestbook</h2>
                %9$s</section>
                <section aria-labelledby="log-heading">
                <h2 id="log-heading">Lately</h2>
                %10$s</section>
                </div>
                </main>
                <footer><p>Also as JSON: <a href="people">people</a>, <a href="log">log</a></p></footer>
                </body>
                </html>
                """, settings.accent(), form.mistakes().isEmpty() ? "" : "Please correct: ", settings.title(),
                StaticFile.ICON.link(), StaticFile.STYLE.link(), count(people.total()), cards(people), pages(people),
                form(form), log(entries));
    }

    private static String count(long total) {
        if (total == 0) {
            return "Nobody has signed yet.";
        }
        return total == 1 ? "1 person has signed." : "%d people have signed.".formatted(total);
    }

    private static Html cards(Slice<Person> people) {
        if (people.items().isEmpty()) {
            return new Html(
                    "<p class=\"empty\">Every guestbook starts with an empty page. Be the first to sign.</p>\n");
        }
        int page = people.paging().page();
        return Html.of("<ul class=\"cards\">\n%s</ul>\n",
                Html.join(people.items().stream().map(person -> card(person, page)).toList()));
    }

    private static Html card(Person person, int page) {
        return Html.of("""
                <li class="card" id="person-%1$s">
                <span class="initial" aria-hidden="true">%2$s</span>
                <div>
                <h3><bdi>%3$s</bdi></h3>
                <p><a href="mailto:%4$s"><bdi>%5$s</bdi></a></p>
                %6$s</div>
                <details>
                <summary aria-label="Remove %3$s">Remove</summary>
                <form method="post" action="people/%1$s/delete?page=%7$s"><button>Yes, remove</button></form>
                </details>
                </li>
                """, person.id(), initial(person.name()), person.name(), mailbox(person.email()), person.email(),
                Html.join(person.addresses().stream().map(HomeView::address).toList()), page);
    }

    private static Html address(Address address) {
        var place = address.place();
        return Html.of("<p class=\"address\"><bdi>%s</bdi>, <bdi>%s</bdi></p>\n", place.street(), place.city());
    }

    private static String initial(String name) {
        return Character.toString(name.codePointAt(0)).toUpperCase(Locale.ROOT);
    }

    /** An address for a mailto link, in which no character but the at sign has a meaning. */
    private static String mailbox(String email) {
        return URLEncoder.encode(email, StandardCharsets.UTF_8).replace("%40", "@");
    }

    private static Html pages(Slice<Person> people) {
        int page = people.paging().page();
        int last = people.lastPage();
        if (last == 1) {
            return Html.NOTHING;
        }
        return Html.of("""
                <nav aria-label="Pages">
                %s
                <span>Page %s of %s</span>
                %s
                </nav>
                """,
                page == 1 ? new Html("<span></span>")
                        : Html.of("<a rel=\"prev\" href=\"./?page=%s\">Newer</a>", page - 1),
                page, last, page == last ? new Html("<span></span>")
                        : Html.of("<a rel=\"next\" href=\"./?page=%s\">Older</a>", page + 1));
    }

    private static Html form(PersonForm form) {
        return Html.of("""
                <form method="post" action="people" accept-charset="utf-8">
                %s%s%s<fieldset>
                <legend>Where you live <small>(optional)</small></legend>
                %s%s</fieldset>
                <button>Sign</button>
                </form>
                """, form.mistakes().isEmpty() ? Html.NOTHING
                : new Html("<p class=\"alert\" role=\"alert\">Not signed yet: please correct what is marked.</p>\n"),
                FormField.NAME.show(form), FormField.EMAIL.show(form), FormField.STREET.show(form),
                FormField.CITY.show(form));
    }

    private static Html log(List<Entry> entries) {
        if (entries.isEmpty()) {
            return new Html("<p class=\"empty\">Nothing has happened yet.</p>\n");
        }
        return Html.of("<ol class=\"log\">\n%s</ol>\n",
                Html.join(entries.stream()
                        .map(entry -> Html.of("<li><bdi>%s</bdi> <time datetime=\"%s\">%s</time></li>\n", entry.what(),
                                entry.at(), WHEN.format(entry.at())))
                        .toList()));
    }
}
