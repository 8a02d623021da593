package dev.rowhouse.browser;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.CookieImpl;
import io.undertow.server.session.SessionConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one request says which login session it belongs to: a cookie for the mount that it came through, which scripts can't read and
 * pages of other sites don't send along.
 *
 * <p>What a client made up is not taken for an id: only one that the instance has given out is found. Where several cookies of the
 * name lead to several sessions, somebody put one there, and none counts. For the thread that has the request.
 */
final class LoginCookie implements SessionConfig {
    private final LoginSessions sessions;
    private final String name;
    private final String path;
    private final boolean secure;

    private boolean decided;
    private @Nullable String id;

    /**
     * For one request.
     *
     * @param path what the cookie is for, as browsers see it
     * @param secure whether the request came through TLS
     */
    LoginCookie(LoginSessions sessions, String name, String path, boolean secure) {
        this.sessions = sessions;
        this.name = name;
        this.path = path;
        this.secure = secure;
    }

    @Override
    public void setSessionId(HttpServerExchange exchange, String sessionId) {
        decide(sessionId);
        exchange.setResponseCookie(cookie(sessionId));
    }

    @Override
    public void clearSession(HttpServerExchange exchange, String sessionId) {
        decide(null);
        exchange.setResponseCookie(cookie("").setMaxAge(0));
    }

    private CookieImpl cookie(String value) {
        var cookie = new CookieImpl(name, value);
        cookie.setPath(path).setHttpOnly(true).setSecure(secure).setSameSiteMode("Lax");
        return cookie;
    }

    /** From now on this request has this session, whatever its cookies said. */
    private void decide(@Nullable String sessionId) {
        decided = true;
        id = sessionId;
    }

    @Override
    public @Nullable String findSessionId(HttpServerExchange exchange) {
        if (decided) {
            return id;
        }
        // Who has given out nothing has nothing to look for.
        var known = sessions.isEmpty() ? List.<String>of()
                : RequestCookies.values(exchange.getRequestHeaders(), name).stream().filter(sessions::knows).toList();
        return known.size() == 1 ? known.getFirst() : null;
    }

    @Override
    public SessionCookieSource sessionCookieSource(HttpServerExchange exchange) {
        return findSessionId(exchange) == null ? SessionCookieSource.NONE : SessionCookieSource.COOKIE;
    }

    @Override
    public String rewriteUrl(String originalUrl, String sessionId) {
        return originalUrl;
    }
}
