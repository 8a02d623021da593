package dev.rowhouse.spi;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import io.undertow.util.Headers;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Writes a problem in the form that the client asks for: JSON, or a page if it prefers HTML. */
final class ProblemWriter implements ProblemFormat {
    static final ProblemFormat STANDARD = new ProblemWriter();
    /** The format of a request's problems, if it is another one. */
    static final AttachmentKey<ProblemFormat> FORMAT = AttachmentKey.create(ProblemFormat.class);

    private static final JsonMapper JSON = JsonMapper.shared();

    private ProblemWriter() {}

    @Override
    public void write(Problem problem, HttpServerExchange exchange) {
        exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
        if (Accept.prefersHtml(exchange)) {
            exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/html; charset=utf-8");
            exchange.getResponseSender().send(page(problem));
        } else {
            exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/problem+json");
            exchange.getResponseSender().send(json(problem));
        }
    }

    private static String json(Problem problem) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", "about:blank");
        members.put("title", problem.title());
        members.put("status", problem.status());
        if (!problem.detail().isEmpty()) {
            members.put("detail", problem.detail());
        }
        problem.more().forEach(members::putIfAbsent);
        return JSON.writeValueAsString(members);
    }

    private static String page(Problem problem) {
        return """
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                <title>%1$d %2$s</title>
                <style>body{font:1.1rem/1.6 system-ui,sans-serif;max-width:34rem;margin:18vh auto;padding:0 1.5rem;color:#222}\
                h1{font-size:1.5rem}p{color:#555}@media(prefers-color-scheme:dark){body{background:#161616;color:#eee}p{color:#aaa}}</style>
                </head><body><h1>%1$d %2$s</h1><p>%3$s</p></body></html>
                """
                .formatted(problem.status(), escape(problem.title()), escape(detail(problem)));
    }

    private static String detail(Problem problem) {
        return problem.more().isEmpty() ? problem.detail() : (problem.detail() + " " + problem.more()).strip();
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
