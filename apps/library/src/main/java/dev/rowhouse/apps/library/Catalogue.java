package dev.rowhouse.apps.library;

import dev.rowhouse.apps.library.tables.Paging;
import dev.rowhouse.spi.Problem;
import dev.rowhouse.spi.ProblemException;
import dev.rowhouse.spi.Work;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hibernate.Session;

/** What the library has. */
final class Catalogue {
    /** A title is about a subject if it is about one that is narrower, at any depth: codes begin alike. */
    private static final String WANTED = " from Title t where (lower(t.name) like :words escape '!' or lower(t.author) like :words escape '!')"
            + " and (:subject = '' or exists (select 1 from t.subjects s where s.code like :narrower escape '!'))";

    private final Session session;
    private final Work work;

    @Inject
    Catalogue(Session session, Work work) {
        this.session = session;
        this.work = work;
    }

    /**
     * Some titles.
     *
     * @param titles on this page
     * @param free how many of their copies can be had now, by the number of the title
     * @param total on all pages
     */
    record Found(List<Title> titles, Map<Integer, Long> free, Paging paging, long total) {}

    /**
     * The titles that have certain words in their name or author.
     *
     * @param words none for all
     * @param subject the code of a subject, which includes the narrower ones; empty for all
     */
    Found search(String words, String subject, Paging paging) {
        var like = "%" + escaped(words.toLowerCase(Locale.ROOT)) + "%";
        var narrower = escaped(subject) + "%";
        long total = session.createSelectionQuery("select count(*)" + WANTED, Long.class)
                .setParameter("words", like)
                .setParameter("subject", subject)
                .setParameter("narrower", narrower)
                .getSingleResult();
        var titles = session.createSelectionQuery("select t" + WANTED + " order by t.name, t.number", Title.class)
                .setParameter("words", like)
                .setParameter("subject", subject)
                .setParameter("narrower", narrower)
                .setFirstResult(paging.offset())
                .setMaxResults(paging.size())
                .getResultList();
        return new Found(titles, free(titles), paging, total);
    }

    private static String escaped(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    private Map<Integer, Long> free(List<Title> titles) {
        if (titles.isEmpty()) {
            return Map.of();
        }
        record Count(int title, long copies) {}
        Map<Integer, Long> free = new HashMap<>();
        session.createSelectionQuery("""
                select c.key.title, count(*) from Copy c
                where c.title in :titles and not c.withdrawn
                and not exists (select 1 from Loan l where l.copy = c and l.returned is null)
                group by c.key.title""", Count.class)
                .setParameter("titles", titles)
                .getResultList()
                .forEach(count -> free.put(count.title(), count.copies()));
        return free;
    }

    /** A title, its copies and its subjects read with it. */
    Optional<Title> find(int number) {
        return session
                .createSelectionQuery("from Title t left join fetch t.copies where t.number = :number", Title.class)
                .setParameter("number", number)
                .uniqueResultOptional();
    }

    /** The loans of a title's copies that haven't ended, by the number of the copy. */
    Map<Integer, Loan> lent(Title title) {
        return session
                .createSelectionQuery("from Loan l where l.copy.key.title = :title and l.returned is null", Loan.class)
                .setParameter("title", title.number())
                .getResultList()
                .stream()
                .collect(Collectors.toMap(loan -> loan.copy().key().number(), loan -> loan));
    }

    /** Subjects that have no broader one; the narrower ones are read with them, all in one query. */
    List<Subject> subjects() {
        return session
                .createSelectionQuery("select distinct s from Subject s left join fetch s.narrower order by s.code",
                        Subject.class)
                .getResultList()
                .stream()
                .filter(subject -> subject.broader().isEmpty())
                .toList();
    }

    /**
     * Adds a title with its copies.
     *
     * @throws ProblemException 422 if there is no such subject
     */
    Title add(NewTitle wanted) {
        // The vendor's tables don't count: whoever took the same number meanwhile makes us take the next one.
        return work.inRetriedTransaction(() -> {
            var last = session.createSelectionQuery("select coalesce(max(t.number), 0) from Title t", Integer.class)
                    .getSingleResult();
            var title = new Title(last + 1, wanted);
            title.isAbout(subjects(wanted.subjects()));
            session.persist(title);
            return title;
        });
    }

    private List<Subject> subjects(List<String> codes) {
        var found = session.createSelectionQuery("from Subject s where s.code in :codes", Subject.class)
                .setParameter("codes", codes)
                .getResultList();
        var known = found.stream().map(Subject::code).toList();
        var unknown = codes.stream().filter(code -> !known.contains(code)).toList();
        if (!unknown.isEmpty()) {
            throw new ProblemException(Problem.invalid(
                    Map.of("subjects", "must be codes of subjects; there is none of " + String.join(", ", unknown))));
        }
        return found;
    }
}
