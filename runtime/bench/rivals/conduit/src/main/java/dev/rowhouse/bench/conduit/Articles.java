package dev.rowhouse.bench.conduit;

import java.util.Collection;
import java.util.List;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/** Articles in the database. */
interface Articles extends JpaRepository<Article, Long> {
    /** A page with its authors, in one query, and how many there are in all, in another. */
    @Override
    @EntityGraph(attributePaths = "author")
    Page<Article> findAll(Pageable page);

    /** How many favor each of some articles. */
    @Query("select f.article as article, count(f) as number from Favorite f where f.article in :articles group by f.article")
    List<Favors> favors(Collection<Long> articles);

    /** How many favor an article. */
    interface Favors {
        /** Its id. */
        long getArticle();

        /** How many. */
        long getNumber();
    }
}
