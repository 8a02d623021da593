package dev.rowhouse.engine;

import dev.rowhouse.config.EngineConfig;
import dev.rowhouse.config.FamilyConfig;
import dev.rowhouse.config.JdbcUrl;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Databases of a server, or schemas of one of its databases: it can be asked which there are, and be told to make one.
 *
 * @param admin leads to where the others can be seen
 * @param door leads there
 * @param names what they are called
 */
record ServerMembers(FamilyConfig family, EngineConfig admin, Door door, Catalog catalog, KeyPattern names)
        implements MemberDatabases {
    private static final String CURRENT_SCHEMA = "currentSchema";

    /** Where a server lists what it has. */
    private enum Catalog {
        SCHEMAS("schema", "select nspname from pg_namespace", "nspname", '"', 63),
        DATABASES("database", "select datname from pg_database", "datname", '"', 63),
        MARIADB("database", "select schema_name from information_schema.schemata", "schema_name", '`', 64);

        private final String word;
        private final String listing;
        private final String column;
        private final char quote;
        private final int longest;

        Catalog(String word, String listing, String column, char quote, int longest) {
            this.word = word;
            this.listing = listing;
            this.column = column;
            this.quote = quote;
            this.longest = longest;
        }

        /** Whether the server has something of its own by that name, or may have one day. */
        boolean isReserved(String name) {
            return switch (this) {
                case SCHEMAS -> name.equals("information_schema") || name.startsWith("pg_");
                case DATABASES -> Set.of("postgres", "template0", "template1").contains(name);
                case MARIADB -> Set.of("information_schema", "mysql", "performance_schema", "sys").contains(name);
            };
        }

        private String quoted(String name) {
            return quote + name.replace(String.valueOf(quote), String.valueOf(quote).repeat(2)) + quote;
        }
    }

    /** Empty if the product is another one, or the key stands where it names something else: a host, a user. */
    static Optional<MemberDatabases> of(String owner, FamilyConfig family, Door door) {
        var product = Product.of(family.pattern().url());
        if (product.isEmpty()) {
            return Optional.empty();
        }
        return switch (product.get()) {
            case POSTGRESQL -> postgres(owner, family, door);
            case MARIADB, MYSQL -> mariaDb(family, door);
            case DB2, FIREBIRDSQL, H2, HSQLDB, ORACLE, SQLITE, SQLSERVER -> Optional.empty();
        };
    }

    private static Optional<MemberDatabases> postgres(String owner, FamilyConfig family, Door door) {
        var url = ServerUrl.parse(family.pattern().url());
        var schema = url.parameter(CURRENT_SCHEMA).filter(KeyPattern::isIn);
        if (schema.isPresent() && KeyPattern.isIn(url.head() + url.database())) {
            throw new EngineException(
                    "%s: the url has {key} in %s and elsewhere; write it once".formatted(owner, CURRENT_SCHEMA));
        }
        if (KeyPattern.isIn(url.head())) {
            return Optional.empty();
        }
        var plain = url.without(CURRENT_SCHEMA);
        if (schema.isPresent()) {
            // Tables are made in the first of several.
            var first = folded(decoded(schema.get()).split(",", 2)[0].strip());
            return KeyPattern.isIn(first) ? member(family, door, plain.whole(), Catalog.SCHEMAS, first)
                    : Optional.empty();
        }
        return KeyPattern.isIn(url.database())
                ? member(family, door, plain.in("postgres"), Catalog.DATABASES, decoded(url.database()))
                : Optional.empty();
    }

    private static Optional<MemberDatabases> mariaDb(FamilyConfig family, Door door) {
        var url = ServerUrl.parse(family.pattern().url());
        return !KeyPattern.isIn(url.head()) && KeyPattern.isIn(url.database())
                ? member(family, door, url.in(""), Catalog.MARIADB, url.database())
                : Optional.empty();
    }

    private static Optional<MemberDatabases> member(
            FamilyConfig family,
            Door door,
            String admin,
            Catalog catalog,
            String names) {
        return KeyPattern.isIn(admin) ? Optional.empty()
                : Optional.of(new ServerMembers(family, family.pattern().part("*", new JdbcUrl(admin)), door, catalog,
                        new KeyPattern(names)));
    }

    /** What the server takes a name for that may be quoted. */
    private static String folded(String name) {
        return name.length() > 1 && name.startsWith("\"") && name.endsWith("\"")
                ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
                : name.toLowerCase(Locale.ROOT);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public SortedSet<String> keys() throws ReflectiveOperationException, SQLException {
        var keys = new TreeSet<String>();
        try (var connection = door.open(admin);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(catalog.listing)) {
            while (rows.next()) {
                var name = rows.getString(1);
                if (!catalog.isReserved(name)) {
                    names.key(name).ifPresent(keys::add);
                }
            }
        }
        return keys;
    }

    @Override
    public Opening prepare(String key) throws ReflectiveOperationException, SQLException {
        var name = names.name(key);
        if (catalog.isReserved(name)) {
            throw new EngineException("%s '%s' is the server's own; use another key, or more than {key} in the url"
                    .formatted(catalog.word, name));
        }
        // A server may cut it, and lead two keys to one database.
        if (name.getBytes(StandardCharsets.UTF_8).length > catalog.longest) {
            throw new EngineException("'%s' is too long for a %s of the server; use a key of at most %d characters"
                    .formatted(name, catalog.word,
                            catalog.longest - name.getBytes(StandardCharsets.UTF_8).length + key.length()));
        }
        try (var connection = door.open(admin)) {
            if (!exists(connection, name)) {
                make(connection, name);
            }
        }
        return Opening.DONE;
    }

    private boolean exists(Connection connection, String name) throws SQLException {
        try (var statement = connection.prepareStatement(catalog.listing + " where " + catalog.column + " = ?")) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private void make(Connection connection, String name) throws SQLException {
        if (!MemberDatabases.mayMake(family.pattern().schema())) {
            throw new EngineException(
                    "there is no %s '%s', and none is made without schema = create or update; create it first"
                            .formatted(catalog.word, name));
        }
        try (var statement = connection.createStatement()) {
            statement.execute("create %s %s".formatted(catalog.word, catalog.quoted(name)));
        } catch (SQLException e) {
            // Another process may have been quicker.
            if (!exists(connection, name)) {
                throw new EngineException(
                        "there is no %s '%s', and the server refuses to make it (%s); create it, or let the user do so"
                                .formatted(catalog.word, name, e.getMessage()),
                        e);
            }
        }
    }

    @Override
    public void close() {
        // Nothing is open.
    }

    /**
     * The URL of a database on a server, taken apart.
     *
     * @param head all before the name of the database
     * @param database its name, as written
     * @param parameters what follows the question mark
     */
    private record ServerUrl(String head, String database, List<String> parameters) {
        static ServerUrl parse(JdbcUrl url) {
            var parts = url.value().split("\\?", 2);
            int start = Math.max(parts[0].lastIndexOf('/'), parts[0].lastIndexOf(':')) + 1;
            if (parts[0].contains("//") && parts[0].lastIndexOf('/') == parts[0].indexOf("//") + 1) {
                start = parts[0].length();
            }
            return new ServerUrl(parts[0].substring(0, start), parts[0].substring(start),
                    parts.length < 2 ? List.of() : List.copyOf(Arrays.asList(parts[1].split("&", -1))));
        }

        Optional<String> parameter(String name) {
            return parameters.stream()
                    .filter(parameter -> parameter.startsWith(name + "="))
                    .map(parameter -> parameter.substring(name.length() + 1))
                    .findFirst();
        }

        ServerUrl without(String name) {
            var rest = new ArrayList<>(parameters);
            rest.removeIf(parameter -> parameter.startsWith(name + "="));
            return new ServerUrl(head, database, rest);
        }

        String whole() {
            return in(database);
        }

        String in(String other) {
            return head + other
                    + (parameters.isEmpty() ? "" : parameters.stream().collect(Collectors.joining("&", "?", "")));
        }
    }
}
