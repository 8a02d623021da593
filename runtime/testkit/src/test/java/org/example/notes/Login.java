package org.example.notes;

import dev.rowhouse.spi.Problem;
import dev.rowhouse.spi.ProblemException;
import dev.rowhouse.spi.Query;
import dev.rowhouse.spi.Signer;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.session.SessionConfig;
import io.undertow.util.Sessions;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;

/** Logs people in by a link that is mailed to them. */
record Login(Signer signer) {
    @Inject
    Login {}

    String link(HttpServerExchange exchange, String name) {
        var token = signer.sign("login", name, Duration.ofMinutes(15));
        return exchange.getResolvedPath() + "/login?token=" + token;
    }

    void enter(HttpServerExchange exchange) {
        var name = signer.verify("login", Query.of(exchange).text("token").orElse(""))
                .orElseThrow(() -> new ProblemException(Problem.of(403, "This link is no longer valid.")));
        var login = Sessions.getOrCreateSession(exchange);
        login.changeSessionId(exchange, exchange.getAttachment(SessionConfig.ATTACHMENT_KEY));
        login.setAttribute("name", name);
    }

    Optional<String> who(HttpServerExchange exchange) {
        return Optional.ofNullable(Sessions.getSession(exchange)).map(login -> (String) login.getAttribute("name"));
    }

    void leave(HttpServerExchange exchange) {
        Optional.ofNullable(Sessions.getSession(exchange)).ifPresent(login -> login.invalidate(exchange));
    }
}
