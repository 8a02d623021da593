package dev.rowhouse.config;

import java.net.InetAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds out which database a URL leads to. */
public final class DatabaseFinder {
    private static final String H2_SUFFIX = ".mv.db";

    private static final Pattern REMOTE = Pattern.compile("(?:[a-z0-9:+-]*:)?//([^/?;]*)/?([^?;]*).*", Pattern.DOTALL);

    private final RealPaths paths;

    /** A finder that remembers where links on disk lead. For one thread. */
    public DatabaseFinder() {
        this(new RealPaths());
    }

    DatabaseFinder(RealPaths paths) {
        this.paths = paths;
    }

    /** Empty if each connection gets a database of its own. */
    public Optional<DatabaseIdentity> find(JdbcUrl url) {
        var rest = url.rest();
        return (switch (url.product()) {
            case "h2" -> h2(H2Url.parse(rest));
            case "postgresql" -> Optional.of("postgresql:" + postgresql(rest));
            // Both drivers reach the servers of both.
            case "mysql", "mariadb" -> Optional.of("mysql:" + remote(rest, 3306));
            case "sqlserver" -> Optional.of("sqlserver:" + sqlServer(rest));
            case "sqlite" -> sqlite(SqliteUrl.parse(rest));
            default -> Optional.of(url.product() + ":"
                    + UrlSecrets.conceal("jdbc:x:" + rest.split("[;?]", 2)[0]).substring("jdbc:x:".length()));
        }).map(DatabaseIdentity::new);
    }

    private Optional<String> h2(H2Url url) {
        return switch (url.kind()) {
            case MEMORY -> url.name().isEmpty() ? Optional.empty() : Optional.of("h2:mem:" + url.name());
            case VIRTUAL_FILE -> Optional.of("h2:" + url.name());
            case REMOTE -> Optional.of("h2:" + remote(url.name().replaceFirst("^(tcp|ssl):(//)?", "//"), 9092));
            case FILE -> Optional.of("h2:file:" + file(url.name()));
        };
    }

    private String file(String name) {
        var plain = name.endsWith(H2_SUFFIX) ? name.substring(0, name.length() - H2_SUFFIX.length()) : name;
        try {
            // With its suffix, since the file itself may be a link.
            var real = paths.of(H2Url.path(plain + H2_SUFFIX)).toString();
            return real.endsWith(H2_SUFFIX) ? real.substring(0, real.length() - H2_SUFFIX.length()) : real;
        } catch (InvalidPathException e) {
            return plain;
        }
    }

    private String postgresql(String rest) {
        // Tables are made in the first of several.
        var schema = "?currentSchema="
                + parameter(rest, "&", "currentSchema").map(value -> value.split(",", 2)[0].strip()).orElse("public");
        if (rest.startsWith("//")) {
            return remote(rest, 5432) + schema;
        }
        var name = rest.split("\\?", 2)[0];
        return "localhost:5432/" + UrlSecrets.decode(name.startsWith("/") ? name.substring(1) : name) + schema;
    }

    private static String remote(String rest, int port) {
        var matcher = REMOTE.matcher(rest);
        if (!matcher.matches()) {
            return rest.split("[;?]", 2)[0];
        }
        var hosts = matcher.group(1).substring(matcher.group(1).lastIndexOf('@') + 1);
        return Arrays.stream(hosts.split(",", -1)).map(host -> host(host, port)).collect(Collectors.joining(",")) + "/"
                + UrlSecrets.decode(matcher.group(2));
    }

    private static String sqlServer(String rest) {
        var settings = rest.contains(";") ? rest.substring(rest.indexOf(';')) : "";
        var server = rest.split("[;?]", 2)[0].replaceFirst("^//", "");
        var name = parameter(settings, ";", "databaseName").or(() -> parameter(settings, ";", "database"));
        return host(server.isEmpty() ? parameter(settings, ";", "serverName").orElse("") : server, 1433) + "/"
                + name.map(value -> value.toLowerCase(Locale.ROOT)).orElse("");
    }

    private Optional<String> sqlite(SqliteUrl url) {
        if (url.isMemory() && url.setting("cache").filter("shared"::equals).isPresent()) {
            return Optional.of("sqlite:mem:" + url.name());
        }
        return url.isMemory() ? Optional.empty()
                : Optional.of("sqlite:" + url.file().map(paths::of).map(Path::toString).orElse(url.name()));
    }

    /** A host with its port; the spellings of this machine become one. */
    private static String host(String text, int port) {
        int colon = text.lastIndexOf(':');
        boolean hasPort = colon > text.lastIndexOf(']');
        var name = (hasPort ? text.substring(0, colon) : text).toLowerCase(Locale.ROOT);
        var bare = name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
        return (isThisMachine(bare) ? "localhost" : bare) + ":" + (hasPort ? text.substring(colon + 1) : port);
    }

    private static boolean isThisMachine(String name) {
        try {
            return name.isEmpty() || name.equals("localhost") || InetAddress.ofLiteral(name).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    static Optional<String> parameter(String text, String separator, String name) {
        for (var part : text.split("[?" + separator + "]", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0 && part.substring(0, equals).strip().equalsIgnoreCase(name)) {
                var value = part.substring(equals + 1).strip();
                return Optional.of(UrlSecrets.decode(unquoted(value)));
            }
        }
        return Optional.empty();
    }

    /** SQL Server's quotes are braces, and so are those of a key. */
    private static String unquoted(String value) {
        return value.startsWith("{") && value.endsWith("}") && !value.startsWith(FamilyConfig.KEY)
                ? value.substring(1, value.length() - 1)
                : value;
    }
}
