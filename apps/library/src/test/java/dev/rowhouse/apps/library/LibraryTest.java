package dev.rowhouse.apps.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowhouse.testkit.TestComposite;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a library answers, from classes of all three kinds. Each test changes titles of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LibraryTest {
    @SuppressWarnings("NullAway.Init")
    private TestComposite libraries;

    @BeforeAll
    void start() {
        libraries = Libraries.start("library");
    }

    @AfterAll
    void stop() {
        libraries.close();
    }

    @Test
    void findsTitlesByWordsAndByBroaderSubjects() {
        assertThat(libraries.get("/town/titles?search=AUSTEN&size=1").body()).isEqualTo("""
                {"titles":[{"number":4,"name":"Northanger Abbey","author":"Jane Austen","year":1817,"free":1}],\
                "page":1,"size":1,"total":2}""");
        assertThat(libraries.get("/town/titles?subject=5&search=coelest").body()).contains("\"number\":6",
                "\"total\":1");
        assertThat(libraries.get("/town/titles?subject=82&search=coelest").body()).contains("\"total\":0");
        assertThat(libraries.get("/town/titles?search=%25").body()).contains("\"total\":0");
    }

    @Test
    void showsATitleWithItsCopiesAndSubjects() {
        assertThat(libraries.get("/town/titles/2").body()).isEqualTo(
                """
                        {"number":2,"name":"Sidereus Nuncius","author":"Galileo Galilei","year":1610,"language":"lat","price":48.00,\
                        "copies":[{"number":1,"shelf":"52 GAL","acquired":"1991-01-15","withdrawn":false,"due":null}],\
                        "subjects":[{"code":"52","heading":"Astronomy"}]}""");
        assertThat(libraries.get("/town/titles/99").statusCode()).isEqualTo(404);
        assertThat(libraries.get("/town/titles/x").statusCode()).isEqualTo(404);
    }

    @Test
    void showsTheTreeOfSubjectsInOneQuery() {
        assertThat(
                libraries.statements("school", () -> assertThat(libraries.get("/school/subjects").body()).contains("""
                        {"code":"5","heading":"Science","narrower":[{"code":"51","heading":"Mathematics","narrower":[\
                        {"code":"511","heading":"Logic","narrower":[]}]},{"code":"52\""""))).hasSize(1);
    }

    @Test
    void readsEachPageInAConstantNumberOfQueries() {
        assertThat(libraries.statements("school", () -> libraries.get("/school/titles?size=1"))).hasSize(3);
        assertThat(libraries.statements("school", () -> libraries.get("/school/titles?size=100"))).hasSize(3);
        assertThat(libraries.statements("school", () -> libraries.get("/school/titles/3"))).hasSize(3);
        assertThat(libraries.statements("school", () -> libraries.get("/school/"))).hasSize(4);
    }

    @Test
    void addsATitleWithItsCopiesAndLendsThem() {
        var added = libraries.post("/town/titles",
                """
                        {"name":"Silas Marner","author":"George Eliot","year":1861,"shelves":["823 ELI","823 ELI"],"subjects":["823"]}""");
        assertThat(added.statusCode()).isEqualTo(201);
        var title = added.headers().firstValue("Location").orElseThrow();
        int number = Integer.parseInt(title.substring(title.lastIndexOf('/') + 1));
        assertThat(libraries.get(title).body()).contains("\"copies\":[{\"number\":1,", "{\"number\":2,",
                "\"heading\":\"English fiction\"");

        var loan = lend("town", number, 2, 3);
        assertThat(loan.statusCode()).isEqualTo(201);
        assertThat(loan.body()).contains("\"title\":" + number, "\"copy\":2", "\"borrower\":3", "\"returned\":null");
        assertThat(libraries.get(title).body()).containsOnlyOnce("\"due\":null");
        assertThat(lend("town", number, 2, 1).body()).contains("409", "This copy is lent.");

        var path = loan.headers().firstValue("Location").orElseThrow();
        assertThat(libraries.get(path).body()).isEqualTo(loan.body());
        assertThat(libraries.post(path + "/return", "").statusCode()).isEqualTo(200);
        assertThat(libraries.post(path + "/return", "").body()).contains("409", "returned already");
        assertThat(lend("town", number, 2, 1).statusCode()).isEqualTo(201);
    }

    private HttpResponse<String> lend(String library, int title, int copy, int borrower) {
        return libraries.post("/" + library + "/loans",
                "{\"title\":%d,\"copy\":%d,\"borrower\":%d}".formatted(title, copy, borrower));
    }

    @Test
    void refusesLoansThatCanNotBe() {
        assertThat(lend("town", 1, 9, 1).body()).contains("422", "\"copy\":");
        assertThat(lend("town", 1, 1, 99).body()).contains("422", "\"borrower\":");
        assertThat(lend("town", 1, 1, 2).body()).contains("409", "may not borrow");
        assertThat(lend("town", 3, 1, 1).body()).contains("409", "withdrawn");
        assertThat(libraries.get("/town/loans/4711").statusCode()).isEqualTo(404);
        assertThat(libraries.post("/town/titles", "{\"name\":\" \",\"subjects\":[]}").body()).contains("422",
                "\"name\":");
        assertThat(libraries.post("/town/titles", "{\"name\":\"x\",\"subjects\":[\"9\"]}").body()).contains("422",
                "none of 9");
    }

    @Test
    void lendsACopyOnceHoweverManyWantIt() throws Exception {
        try (var readers = Executors.newFixedThreadPool(8)) {
            List<Callable<Integer>> wishes = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                wishes.add(() -> lend("school", 7, 1, 1).statusCode());
            }
            List<Integer> answers = new ArrayList<>();
            for (var answer : readers.invokeAll(wishes)) {
                answers.add(answer.get());
            }
            assertThat(answers).containsOnly(201, 409).containsOnlyOnce(201);
        }
    }

    @Test
    void changesARowThatHasNoClassInTheSameTransaction() {
        assertThat(libraries.get("/school/borrowers/4").body()).contains("\"lastSeen\":null", "\"guarantor\":null");
        assertThat(lend("school", 5, 1, 4).statusCode()).isEqualTo(201);
        assertThat(libraries.get("/school/borrowers/4").body()).doesNotContain("\"lastSeen\":null");
        assertThat(libraries.get("/school/borrowers/3").body()).isEqualTo(
                """
                        {"borrowerNo":3,"surname":"Moreau","forename":"Luc","fines":0.20,"blocked":false,"lastSeen":"1999-12-20",\
                        "guarantor":{"borrowerNo":1,"surname":"Moreau","forename":"Simone"}}""");
    }

    @Test
    void givesEachInstanceTheColumnsOfItsOwnTables() {
        assertThat(libraries.get("/school/tables/borrower/1").body()).contains("\"Form\":\"7b\"");
        assertThat(libraries.get("/town/tables/borrower/1").body()).contains("\"SURNAME\":\"Moreau\"")
                .doesNotContain("Form");
    }

    @Test
    void reflectsAllThatHasNoClass() {
        assertThat(libraries.get("/town/tables").body()).contains("\"Opening_Hours\"", "\"order\"", "\"turnstile\"")
                .doesNotContain("\"entity\":\"title\"", "\"entity\":\"copy\"", "\"entity\":\"loan\"");
        // Where a class is at the other end of a foreign key, the value is there, and no page to go to.
        assertThat(libraries.get("/town/tables/repair/1").body())
                .contains("\"columns\":{\"REPAIR_NO\":1,\"TITLE_NO\":3,\"COPY_NO\":2,\"COST\":18.00},\"links\":{}");
        assertThat(libraries.get("/town/tables/reservation/1/title").statusCode()).isEqualTo(404);
    }
}
