package dev.rowhouse.browser;

import dev.rowhouse.config.InstanceConfig;
import dev.rowhouse.config.InstanceName;
import dev.rowhouse.config.MountPath;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.session.SessionConfig;
import io.undertow.server.session.SessionManager;
import io.undertow.util.Headers;
import java.time.InstantSource;

/**
 * Stands between one start of an instance and its browsers.
 *
 * <p>The app finds login sessions of its own behind every request, with Undertow's {@code Sessions}: they are made when it asks for one,
 * live in memory, and end with the start. It doesn't see the cookies of other instances' login sessions, which a browser sends along
 * where one mount lies below another. What it sets for browsers stays at the mount: {@link CookieRules} and {@link OriginFields} say what
 * is refused.
 *
 * <p>Safe for use by many threads.
 */
public final class BrowserWall implements AutoCloseable {
    private final InstanceName instance;
    private final LoginName login;
    private final LoginSessions sessions;

    /** For one start of an instance. */
    public BrowserWall(InstanceConfig config) {
        instance = config.name();
        login = new LoginName(instance);
        sessions = new LoginSessions(instance, config.login(), InstantSource.system());
    }

    /**
     * Takes a request in, before anything of the app sees it.
     *
     * @throws IllegalStateException if nobody {@linkplain RequestMount#note noted} its mount
     */
    public void enter(HttpServerExchange exchange) {
        var mount = RequestMount.take(exchange);
        var fields = exchange.getRequestHeaders();
        if (fields.contains(Headers.COOKIE)) {
            RequestCookies.remove(fields, login::isOthers);
        }
        boolean secure = exchange.getRequestScheme().equals("https");
        boolean wholeHost = mount.path().equals(MountPath.ROOT);
        var cookie = new LoginCookie(sessions, login.of(secure, wholeHost), mount.path().toString(), secure);
        exchange.putAttachment(SessionManager.ATTACHMENT_KEY, sessions);
        exchange.putAttachment(SessionConfig.ATTACHMENT_KEY, cookie);
        exchange.addExchangeCompleteListener((done, next) -> {
            try {
                touch(done, cookie);
            } finally {
                next.proceed();
            }
        });
        exchange.addResponseWrapper(new ResponseWall(instance, mount, login));
    }

    /** Whoever uses the instance keeps the session, whether the app asked for it or not. */
    private void touch(HttpServerExchange exchange, SessionConfig cookie) {
        var session = sessions.getSession(exchange, cookie);
        if (session != null) {
            session.requestDone(exchange);
        }
    }

    /** How many login sessions there are. */
    public long logins() {
        return sessions.getActiveSessionCount();
    }

    /** Ends all login sessions; none begins any more. May be called again. */
    @Override
    public void close() {
        sessions.stop();
    }
}
