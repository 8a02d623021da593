package dev.rowhouse.browser;

import dev.rowhouse.config.Mount;
import dev.rowhouse.config.MountPath;
import java.util.Optional;

/**
 * Which cookies an instance may set for a mount: those that browsers bring back there and nowhere else.
 *
 * <p>A cookie in doubt is refused, and is not repaired: browsers, proxies and libraries read odd ones in different ways. All but
 * one: a cookie that names no path gets the mount's.
 */
final class CookieRules {
    private final LoginName login;
    private final Mount mount;

    CookieRules(LoginName login, Mount mount) {
        this.login = login;
        this.mount = mount;
    }

    /** A cookie as it is to be sent, or what is wrong with it. Never both, never neither. */
    record Verdict(Optional<String> field, String complaint) {
        static Verdict refused(String complaint) {
            return new Verdict(Optional.empty(), complaint);
        }
    }

    /** Judges a {@code Set-Cookie} field. */
    Verdict judge(String field) {
        var parsed = SetCookie.parse(field);
        if (parsed.isEmpty()) {
            return Verdict.refused("a cookie has characters that browsers read in different ways; encode its value");
        }
        var cookie = parsed.get();
        var complaint = complain(cookie);
        if (complaint.isPresent()) {
            return Verdict.refused("cookie %s %s".formatted(SetCookie.shown(cookie.name()), complaint.get()));
        }
        return new Verdict(Optional.of(cookie.paths().isEmpty() ? field + "; Path=" + mount.path() : field), "");
    }

    private Optional<String> complain(SetCookie cookie) {
        if (cookie.name().isEmpty()) {
            return Optional.of("has no name, so it could pass for any other; give it one");
        }
        if (login.isOthers(cookie.name())) {
            return Optional.of("has the name of another instance's login session; give it another name");
        }
        if (!cookie.domains().isEmpty()) {
            return Optional
                    .of("has Domain=%s, which other hosts share; leave Domain out, it goes to this host alone then"
                            .formatted(cookie.domains().getLast().isEmpty() ? ""
                                    : SetCookie.shown(cookie.domains().getLast())));
        }
        if (LoginName.wantsWholeHost(cookie.name()) && !mount.path().equals(MountPath.ROOT)) {
            return Optional.of(
                    "has a name that browsers accept with Path=/ alone, which is above the mount %s; ".formatted(mount)
                            + "leave __Host- out of its name, or give the instance a host of its own");
        }
        if (cookie.paths().size() > 1) {
            return Optional.of("has several Path attributes; write one, or none for the mount's");
        }
        return cookie.paths().stream().findFirst().filter(path -> !covers(mount.path(), path)).map(this::astray);
    }

    private String astray(String path) {
        return "has Path=%s, which is not below the mount %s; leave Path out, write '%s' or a plain path below it, or give the instance a host of its own"
                .formatted(SetCookie.shown(path), mount, mount.path());
    }

    /** Whether a path, spelled as plainly as a mount has to be, is a mount's own or lies below it. */
    static boolean covers(MountPath mount, String path) {
        if (!path.startsWith("/") || !isPlain(path)) {
            return false;
        }
        return path.equals(mount.value()) || path.startsWith(mount.value() + "/");
    }

    private static boolean isPlain(String path) {
        return MountPath.isValid(path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
    }
}
