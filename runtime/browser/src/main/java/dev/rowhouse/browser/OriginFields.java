package dev.rowhouse.browser;

import dev.rowhouse.config.Mount;
import dev.rowhouse.config.MountPath;
import io.undertow.util.HeaderMap;
import io.undertow.util.HttpString;
import java.util.List;
import java.util.Optional;

/**
 * Fields of a response that tell a browser something about the whole origin. An instance that has a host of its own may send them; one
 * at a path would reach its neighbours:
 *
 * <ul>
 * <li>{@code Clear-Site-Data} empties their storage and ends their login sessions
 * <li>{@code NEL} has the addresses of their requests reported
 * <li>{@code Alt-Svc} has them asked for at another server
 * <li>{@code Service-Worker-Allowed}, with a path above the mount, has a script answer for them
 * </ul>
 */
final class OriginFields {
    private static final List<HttpString> OF_ORIGIN = List.of(new HttpString("Clear-Site-Data"), new HttpString("NEL"),
            new HttpString("Alt-Svc"));
    private static final HttpString SERVICE_WORKER_ALLOWED = new HttpString("Service-Worker-Allowed");

    private OriginFields() {}

    /** What is wrong with the fields of a response to a request that came through a mount. */
    static Optional<String> complain(HeaderMap fields, Mount mount) {
        if (mount.host().isPresent() && mount.path().equals(MountPath.ROOT)) {
            return Optional.empty();
        }
        // By number: this is asked twice for each response, and an iterator is an object each time.
        for (int i = 0; i < OF_ORIGIN.size(); i++) {
            var name = OF_ORIGIN.get(i);
            if (fields.contains(name)) {
                return Optional.of(
                        "%s is about all of a host, and the mount %s shares its host; leave the field out, or give the instance a host of its own"
                                .formatted(name, mount));
            }
        }
        var scopes = fields.get(SERVICE_WORKER_ALLOWED);
        if (scopes == null || scopes.stream().allMatch(scope -> CookieRules.covers(mount.path(), scope))) {
            return Optional.empty();
        }
        return Optional.of(
                "%s: %s is not below the mount %s; leave the field out, write '%s' or a plain path below it, or give the instance a host of its own"
                        .formatted(SERVICE_WORKER_ALLOWED, SetCookie.shown(scopes.getFirst()), mount, mount.path()));
    }

    /** Takes those fields out of a response that has begun. */
    static void remove(HeaderMap fields) {
        OF_ORIGIN.forEach(fields::remove);
        fields.remove(SERVICE_WORKER_ALLOWED);
    }
}
