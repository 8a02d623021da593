package dev.rowhouse.config;

/**
 * An address to listen on.
 *
 * @param host a name or an IP address, IPv6 without brackets
 * @param port 0 to 65535; 0 takes any free port
 */
public record ListenAddress(String host, int port) {
    /** What a composite listens on when its file says nothing. */
    public static final ListenAddress DEFAULT = new ListenAddress("127.0.0.1", 8080);

    public ListenAddress {
        if (host.isEmpty() || port < 0 || port > 65535) {
            throw new IllegalArgumentException(
                    "'%s:%d' is not an address; write host:port with a port from 0 to 65535".formatted(host, port));
        }
    }

    /**
     * Reads {@code host:port}, {@code [ipv6]:port}.
     *
     * @throws IllegalArgumentException if it is not of that form; the message says what is
     */
    public static ListenAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        var host = colon < 0 ? "" : text.substring(0, colon);
        var bracketed = host.startsWith("[") && host.endsWith("]") && host.length() > 2;
        if (host.isEmpty() || host.contains(":") != bracketed) {
            throw new IllegalArgumentException(
                    "'%s' is not an address; write host:port, IPv6 as [::1]:8080".formatted(text));
        }
        try {
            return new ListenAddress(bracketed ? host.substring(1, host.length() - 1) : host,
                    Integer.parseInt(text.substring(colon + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "'%s' has no port number; write host:port with a port from 0 to 65535".formatted(text), e);
        }
    }

    /** {@code host:port}, IPv6 in brackets. */
    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
