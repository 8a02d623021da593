package dev.rowhouse.config;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Where an instance answers: a path, a host, or both.
 *
 * @param host which host names; empty for every one
 * @param port which port in the {@code Host} field; empty for every one, and always so without a host
 * @param path which path prefix; {@link MountPath#ROOT} for all paths of the host
 */
public record Mount(Optional<HostPattern> host, OptionalInt port, MountPath path) {
    private static final String FORMS = "write \"/path\", \"host\", \"host/path\" or \"host:port/path\"";

    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");

    /**
     * Checks that a port has a host, and can be one.
     *
     * @throws IllegalArgumentException if not
     */
    public Mount {
        if (port.isPresent() && (host.isEmpty() || port.getAsInt() < 1 || port.getAsInt() > 65535)) {
            throw new IllegalArgumentException(
                    "port %d is not a port of a host; write a port from 1 to 65535".formatted(port.getAsInt()));
        }
    }

    /**
     * Reads {@code "/path"}, {@code "host"}, {@code "host/path"}, {@code "*.example.com/path"} or
     * {@code "host:port/path"}. A slash at the end makes no difference; {@code "/"} is every path of every host.
     *
     * @throws IllegalArgumentException if it is none of these; the message says what is wrong
     */
    public static Mount parse(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("is empty; " + FORMS);
        }
        if (text.contains("://")) {
            throw new IllegalArgumentException("'%s' is a URL; leave out the scheme: %s".formatted(text, FORMS));
        }
        int slash = text.indexOf('/');
        var authority = slash < 0 ? text : text.substring(0, slash);
        var path = path(slash < 0 ? "" : text.substring(slash));
        if (authority.isEmpty()) {
            return new Mount(Optional.empty(), OptionalInt.empty(), path);
        }
        if (authority.equals("*")) {
            throw new IllegalArgumentException(
                    "'%s' has no host; leave out the '*': a path alone stands for every host".formatted(text));
        }
        int colon = authority.lastIndexOf(':');
        boolean hasPort = colon > authority.lastIndexOf(']');
        var host = HostPattern.parse(hasPort ? authority.substring(0, colon) : authority);
        return new Mount(Optional.of(host),
                hasPort ? OptionalInt.of(port(text, authority.substring(colon + 1))) : OptionalInt.empty(), path);
    }

    private static MountPath path(String text) {
        return new MountPath(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    }

    private static int port(String text, String port) {
        int number = PORT.matcher(port).matches() ? Integer.parseInt(port) : 0;
        if (number < 1 || number > 65535) {
            throw new IllegalArgumentException(
                    "'%s' has no port after its colon; write a port from 1 to 65535".formatted(text));
        }
        return number;
    }

    /** The form that {@link #parse} reads. */
    @Override
    public String toString() {
        return host.map(HostPattern::toString).orElse("") + (port.isPresent() ? ":" + port.getAsInt() : "") + path;
    }
}
