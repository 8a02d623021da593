package dev.rowhouse.apps.conduit;

import static dev.rowhouse.apps.conduit.Bodies.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowhouse.testkit.TestComposite;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * What is added to an article while it is being removed. On H2, which by itself would let both succeed: it checks a foreign
 * key without regard to what others have not committed yet.
 */
@TestInstance(Lifecycle.PER_CLASS)
class RemovalTest {
    private static final String NAME = "removal";

    private final Row row = Row.onH2(NAME, List.of(NAME));
    private final TestComposite composite = row.composite();
    private final Session session = composite.object(NAME, Session.class);

    @AfterAll
    void closeRow() {
        row.close();
    }

    @Test
    void leavesNoComment() throws Exception {
        whileAnArticleIsRemoved("Comment",
                (reader, article) -> reader.post(article + "/comments", json("comment", "body", "Too late")));
    }

    @Test
    void leavesNoFavorite() throws Exception {
        whileAnArticleIsRemoved("Favorite", (reader, article) -> reader.post(article + "/favorite"));
    }

    private void whileAnArticleIsRemoved(String entity, BiFunction<Member, String, Answer> addition) throws Exception {
        var client = row.clients().getFirst();
        var reader = client.register();
        var title = client.name("title");
        var article = reader.writeTitled(title);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var added = composite.work(NAME).inTransaction(() -> {
                session.remove(session.createSelectionQuery("from Article where title = :title", Object.class)
                        .setParameter("title", title)
                        .getSingleResult());
                session.flush();
                var adding = threads.submit(() -> addition.apply(reader, article));
                awaitEndOrWaiting(adding);
                return adding;
            });
            added.get().refused(404, "article", "not found");
        }
        composite.work(NAME)
                .run(() -> assertThat(session.createSelectionQuery(
                        "select count(*) from %s x where not exists (select 1 from Article a where a.id = x.article.id)"
                                .formatted(entity),
                        Long.class).getSingleResult()).isZero());
    }

    /** Until a request has ended, or its transaction waits for another one. */
    private void awaitEndOrWaiting(Future<?> request) throws SQLException {
        try (var connection = composite.object(NAME, DataSource.class).getConnection();
                var waiting = connection.prepareStatement(
                        "select count(*) from information_schema.sessions where blocker_id is not null")) {
            long count;
            do {
                Thread.onSpinWait();
                try (var rows = waiting.executeQuery()) {
                    rows.next();
                    count = rows.getLong(1);
                }
            } while (count == 0 && !request.isDone());
        }
    }
}
