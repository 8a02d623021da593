package dev.rowhouse.config;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A JDBC URL. Its text may hold a password, so {@link #toString} leaves out what could be one.
 *
 * @param value the whole URL, as the driver takes it
 */
public record JdbcUrl(String value) {
    private static final String CURRENT_SCHEMA = "currentSchema";

    private static final Pattern FORM = Pattern.compile("jdbc:([a-zA-Z][a-zA-Z0-9+.-]*):(.*)", Pattern.DOTALL);

    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException if it does not start with {@code jdbc:}, a product and a colon; the message does
     *         not quote it, for it may hold a password
     */
    public JdbcUrl {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "is not a JDBC URL; write jdbc:<product>:..., like jdbc:h2:file:./data/{instance}/default");
        }
    }

    /** The database product in lower case, as the URL names it: {@code h2}, {@code postgresql}, {@code mariadb}. */
    public String product() {
        return value.substring("jdbc:".length(), value.indexOf(':', "jdbc:".length())).toLowerCase(Locale.ROOT);
    }

    /** What follows the product and its colon. */
    String rest() {
        return value.substring(value.indexOf(':', "jdbc:".length()) + 1);
    }

    /** Whether this is an H2 database that this process keeps in files. */
    public boolean isH2File() {
        return h2().filter(H2Url::isFile).isPresent();
    }

    /** Whether this is an H2 database in the memory of this process. */
    public boolean isH2Memory() {
        return h2().filter(H2Url::isMemory).isPresent();
    }

    /** Whether this is a database in the memory of this process that is forgotten when its last connection closes. */
    public boolean isVolatile() {
        return (isH2Memory() && h2Setting("DB_CLOSE_DELAY").filter("-1"::equals).isEmpty())
                || sqlite().filter(SqliteUrl::isMemory).isPresent();
    }

    /**
     * A setting in an H2 URL: {@code 0} for {@code WRITE_DELAY} in {@code jdbc:h2:./a;WRITE_DELAY=0}.
     *
     * @param name in any case
     * @return empty if the URL does not have it, or is none of H2
     */
    public Optional<String> h2Setting(String name) {
        return h2().flatMap(url -> url.setting(name));
    }

    /** Whether this is an SQLite database. */
    public boolean isSqlite() {
        return sqlite().isPresent();
    }

    /**
     * A setting in an SQLite URL: {@code true} for {@code foreign_keys} in {@code jdbc:sqlite:a.db?foreign_keys=true}.
     *
     * @param name in any case
     * @return empty if the URL does not have it, or is none of SQLite
     */
    public Optional<String> sqliteSetting(String name) {
        return sqlite().flatMap(url -> url.setting(name));
    }

    /** What a PostgreSQL URL says as {@code currentSchema}: one name, or several with commas. */
    public Optional<String> currentSchema() {
        return product().equals("postgresql") ? DatabaseFinder.parameter(rest(), "&", CURRENT_SCHEMA)
                : Optional.empty();
    }

    /** A PostgreSQL URL without its {@code currentSchema}: where the schemas of one database have a pool in common. */
    public JdbcUrl withoutCurrentSchema() {
        var parts = value.split("\\?", 2);
        if (parts.length < 2 || !product().equals("postgresql")) {
            return this;
        }
        var others = Arrays.stream(parts[1].split("&"))
                .filter(parameter -> !parameter.split("=", 2)[0].strip().equalsIgnoreCase(CURRENT_SCHEMA))
                .collect(Collectors.joining("&"));
        return new JdbcUrl(others.isEmpty() ? parts[0] : parts[0] + "?" + others);
    }

    /** The folder of an H2 or SQLite database that this process keeps in a file, as far as the URL says it. */
    public Optional<Path> folder() {
        return h2().flatMap(H2Url::folder).or(() -> sqlite().flatMap(SqliteUrl::folder));
    }

    /** The file of an H2 or SQLite database that this process keeps, whether it exists yet or not. */
    public Optional<Path> file() {
        return h2().flatMap(H2Url::file).or(() -> sqlite().flatMap(SqliteUrl::file));
    }

    /**
     * The URL of a new database that stands for this one: a file of H2 or SQLite at the same path below a folder. One in
     * memory, or of a read-only file, is left as it is.
     *
     * @return empty if it is in another process, which a URL can't make another
     */
    public Optional<JdbcUrl> below(Path folder) {
        return h2().flatMap(url -> url.below(folder).or(() -> Optional.of(rest()).filter(_ -> !url.isRemote())))
                .map(rest -> new JdbcUrl("jdbc:h2:" + rest))
                .or(() -> sqlite().map(url -> url.below(folder).orElse(rest()))
                        .map(rest -> new JdbcUrl("jdbc:sqlite:" + rest)));
    }

    /** Which database it leads to; empty if each connection gets one of its own. */
    public Optional<DatabaseIdentity> identity() {
        return new DatabaseFinder(new RealPaths()).find(this);
    }

    /** The URL taken apart, if it is one of H2. */
    Optional<H2Url> h2() {
        return product().equals("h2") ? Optional.of(H2Url.parse(rest())) : Optional.empty();
    }

    /** The URL taken apart, if it is one of SQLite. */
    Optional<SqliteUrl> sqlite() {
        return product().equals("sqlite") ? Optional.of(SqliteUrl.parse(rest())) : Optional.empty();
    }

    /** The URL with three asterisks for user info and for the values of parameters that may be secret. */
    @Override
    public String toString() {
        return UrlSecrets.conceal(value);
    }
}
