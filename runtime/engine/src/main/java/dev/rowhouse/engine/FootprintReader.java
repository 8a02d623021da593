package dev.rowhouse.engine;

import dev.rowhouse.config.EngineConfig;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;

/**
 * Reads what a text of SQL may leave on its connection. It knows what is harmless and takes all else for harmful: a verb, a
 * function or a spelling that it doesn't know, a second statement, a qualified or quoted name before a parenthesis, and
 * whatever products read differently: a backslash in quotes, a dollar, nested comments, characters beyond ASCII outside of quotes.
 *
 * <p>What a database does unseen it can't know: triggers, rules, defaults of columns, operators and views that call functions
 * which somebody has written in the database.
 *
 * <p>For one text.
 */
final class FootprintReader {
    private static final Set<String> VERBS = Set.of("delete", "insert", "merge", "select", "show", "update", "values",
            "with");
    private static final Set<String> TRANSACTIONS = Set.of("begin", "begin immediate", "commit", "rollback");

    /** What a character outside of quotes may be that is neither letter, digit nor blank; the rest is refused. */
    private static final String SIGNS = "()+-*/%<>=!|&^~?:,.;";

    /** Relations of these names change settings where they are updated, or are functions without parentheses. */
    private static final Set<String> HARMFUL_PREFIXES = Set.of("pg_", "pragma_");

    private final String text;
    private final Spelling spelling;
    private final Deque<Opening> openings = new ArrayDeque<>();
    private int at;
    private Footprint found = Footprint.NOTHING;
    /** The token before, in lower case; a quoted name is {@code "}, a number {@code 0}, a string {@code '}. */
    private String before = "";
    private String beforeThat = "";
    /** What was closed by the parenthesis before. */
    private Opening closed = Opening.NONE;
    /** Whether a name is the one of a table or a query that columns in parentheses may follow. */
    private Naming naming = Naming.NONE;

    private enum Naming {
        NONE, EXPECTED, DONE
    }

    /**
     * A parenthesis.
     *
     * @param word what stands before it
     * @param query whether a query stands in it
     */
    private record Opening(String word, boolean query) {
        static final Opening NONE = new Opening("", false);

        /** Whether a name behind it can be nothing but one for its rows. */
        boolean isTable() {
            return query && (word.equals("from") || word.equals("join") || word.equals("lateral") || word.equals(",")
                    || word.equals("using"));
        }
    }

    /** What some products write otherwise than others. */
    enum Spelling {
        /** Operators of other signs, and brackets around places in arrays; elsewhere these begin comments, variables or names. */
        POSTGRESQL(SIGNS + "[]@#"),
        /** Names in backticks. */
        MYSQL(SIGNS + "`"),
        /** As the standard says. */
        PLAIN(SIGNS);

        private final String signs;

        Spelling(String signs) {
            this.signs = signs;
        }

        /** How an engine's product writes. */
        static Spelling of(EngineConfig config) {
            return Product.of(config.url()).map(product -> switch (product) {
                case POSTGRESQL -> POSTGRESQL;
                case MARIADB, MYSQL -> MYSQL;
                case DB2, FIREBIRDSQL, H2, HSQLDB, ORACLE, SQLITE, SQLSERVER -> PLAIN;
            }).orElse(PLAIN);
        }
    }

    private FootprintReader(String text, Spelling spelling) {
        this.text = text;
        this.spelling = spelling;
    }

    /**
     * Reads a text.
     *
     * @param spelling of the product that will execute it
     */
    static Footprint read(String text, Spelling spelling) {
        if (TRANSACTIONS.contains(text.strip().toLowerCase(Locale.ROOT))) {
            return Footprint.TRANSACTION;
        }
        var reader = new FootprintReader(text, spelling);
        return reader.isHarmless() ? reader.found : Footprint.UNKNOWN;
    }

    private boolean isHarmless() {
        while (skipBlanks()) {
            if (at == text.length()) {
                return openings.isEmpty() && !before.isEmpty();
            }
            if (!token()) {
                return false;
            }
        }
        return false;
    }

    private boolean token() {
        char c = text.charAt(at);
        if (isLetter(c)) {
            return word();
        }
        if ((before.isEmpty() && c != '(') || (spelling.signs.indexOf(c) < 0 && !isDigit(c) && c != '\'' && c != '"')) {
            return false;
        }
        if (isDigit(c)) {
            return number();
        }
        return switch (c) {
            case '\'' -> quoted(c) && next("'");
            case '"', '`' -> quotedName(c);
            case '(' -> open();
            case ')' -> close();
            case ';' -> end();
            default -> {
                at++;
                if (c == '.' && naming == Naming.DONE) {
                    naming = Naming.EXPECTED;
                } else {
                    naming = Naming.NONE;
                }
                yield next(String.valueOf(c));
            }
        };
    }

    /** Skips blanks and comments; says whether all products agree on where they end. */
    private boolean skipBlanks() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
                at++;
            } else if (text.startsWith("--", at)) {
                return false;
            } else if (text.startsWith("/*", at)) {
                int end = text.indexOf("*/", at + 2);
                // MariaDB executes some; some products nest them.
                if (end < 0 || text.startsWith("!", at + 2) || text.startsWith("M!", at + 2)
                        || text.substring(at + 1, end).contains("/*") || text.charAt(end - 1) == '/') {
                    return false;
                }
                at = end + 2;
            } else {
                return true;
            }
        }
        return true;
    }

    private boolean word() {
        int start = at;
        while (at < text.length() && (isLetter(text.charAt(at)) || isDigit(text.charAt(at)))) {
            at++;
        }
        var word = text.substring(start, at).toLowerCase(Locale.ROOT);
        boolean quoteFollows = at < text.length() && text.charAt(at) == '\'';
        if ((before.isEmpty() && !VERBS.contains(word)) || HARMFUL_PREFIXES.stream().anyMatch(word::startsWith)
                || word.equals("uescape") || (quoteFollows && (word.equals("q") || word.equals("nq")))) {
            return false;
        }
        switch (word) {
            case "insert", "merge", "default" -> found = found.and(Footprint.INSERTED);
            case "nextval" -> found = found.and(Footprint.DRAWN);
            case "value" -> found = before.equals("next") ? found.and(Footprint.DRAWN) : found;
            case "into" -> {
                if (!before.equals("insert") && !before.equals("merge")) {
                    return false;
                }
            }
            default -> {
                // A name, or a word that says nothing.
            }
        }
        boolean isName = naming == Naming.EXPECTED;
        naming = isName ? Naming.DONE : namesFollow(word) ? Naming.EXPECTED : Naming.NONE;
        if (!isName && !isAlias(word)) {
            int end = at;
            if (!skipBlanks()) {
                return false;
            }
            boolean opens = at < text.length() && text.charAt(at) == '(';
            at = end;
            if (opens && (before.equals(".") || (!HarmlessWords.contain(word) && !word.equals("into")))) {
                return false;
            }
        }
        return next(word);
    }

    private boolean namesFollow(String word) {
        return word.equals("into") || (word.equals("with") && (before.isEmpty() || before.equals("(")))
                || (word.equals("recursive") && before.equals("with"));
    }

    /** Whether it names the rows of a query in parentheses. */
    private boolean isAlias(String word) {
        return closed.isTable() && !word.equals("as")
                && (before.equals(")") || (before.equals("as") && beforeThat.equals(")")));
    }

    /** Digits, a fraction and an exponent; what some products take for the beginning of a word is refused. */
    private boolean number() {
        digits();
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            at++;
            if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
                at++;
            }
            if (at == text.length() || !isDigit(text.charAt(at))) {
                return false;
            }
            digits();
        }
        naming = Naming.NONE;
        return (at == text.length() || !isLetter(text.charAt(at))) && next("0");
    }

    private void digits() {
        while (at < text.length() && (isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
            at++;
        }
    }

    private boolean quotedName(char quote) {
        int start = at + 1;
        if (!quoted(quote)) {
            return false;
        }
        var name = text.substring(start, at - 1).toLowerCase(Locale.ROOT);
        if (HARMFUL_PREFIXES.stream().anyMatch(name::startsWith)) {
            return false;
        }
        boolean isName = naming == Naming.EXPECTED || isAlias(name);
        naming = naming == Naming.EXPECTED ? Naming.DONE : Naming.NONE;
        int end = at;
        if (!skipBlanks() || (!isName && at < text.length() && text.charAt(at) == '(')) {
            return false;
        }
        at = end;
        return next("\"");
    }

    /** To the end of what is in quotes, in which a quote is doubled; a backslash escapes it in some products only. */
    private boolean quoted(char quote) {
        at++;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == quote) {
                at++;
                if (at == text.length() || text.charAt(at) != quote) {
                    return true;
                }
            } else if (c == '\\' || (Character.isISOControl(c) && c != '\n' && c != '\t' && c != '\r')) {
                return false;
            }
            at++;
        }
        return false;
    }

    private boolean open() {
        int start = at;
        at++;
        if (!skipBlanks()) {
            return false;
        }
        openings.push(new Opening(before, startsQuery()));
        at = start + 1;
        naming = Naming.NONE;
        // A text may begin with one, around its query.
        return next(before.isEmpty() ? "" : "(");
    }

    private boolean startsQuery() {
        return text.regionMatches(true, at, "select", 0, 6) || text.regionMatches(true, at, "values", 0, 6)
                || text.regionMatches(true, at, "with", 0, 4);
    }

    private boolean close() {
        if (openings.isEmpty()) {
            return false;
        }
        at++;
        naming = Naming.NONE;
        var opening = openings.pop();
        boolean harmless = next(")");
        closed = opening;
        return harmless;
    }

    /** Nothing may follow. */
    private boolean end() {
        at++;
        return skipBlanks() && at == text.length();
    }

    private boolean next(String token) {
        if (!token.equals("as") && !token.equals(")")) {
            closed = Opening.NONE;
        }
        beforeThat = before;
        before = token;
        return true;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
