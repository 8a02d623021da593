package dev.rowhouse.bench.conduit;

import java.util.stream.Collectors;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lists articles: four queries, however many are shown. */
@Service
class ArticleService {
    private static final Sort NEWEST = Sort.by(Sort.Order.desc("createdAt"), Sort.Order.desc("id"));

    private final Articles articles;

    ArticleService(Articles articles) {
        this.articles = articles;
    }

    @Transactional(readOnly = true)
    ArticleList list(int limit, int offset) {
        var page = articles.findAll(PageRequest.of(offset / limit, limit, NEWEST));
        var favors = articles.favors(page.map(Article::id).getContent())
                .stream()
                .collect(Collectors.toMap(Articles.Favors::getArticle, Articles.Favors::getNumber));
        return new ArticleList(
                page.map(article -> ArticleList.ArticleView.of(article, favors.getOrDefault(article.id(), 0L)))
                        .getContent(),
                page.getTotalElements());
    }
}
