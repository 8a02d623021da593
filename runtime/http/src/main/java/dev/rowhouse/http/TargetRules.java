package dev.rowhouse.http;

import java.util.Optional;

/** What a path and a query may look like on the wire. Looks at the raw text, before anybody decodes it. */
final class TargetRules {
    private TargetRules() {}

    /**
     * Checks a path as it was sent.
     *
     * @param path starts with a slash
     */
    static Optional<Refusal> checkPath(String path) {
        int length = path.length();
        // Of the current segment: how many characters it has once decoded, and how many of these are dots.
        int characters = 0;
        int dots = 0;
        for (int i = 1; i < length; i++) {
            char c = path.charAt(i);
            if (c == '/') {
                if (characters == 0) {
                    return Optional.of(Refusal.EMPTY_SEGMENT);
                }
                if (isDotSegment(characters, dots)) {
                    return Optional.of(Refusal.DOT_SEGMENT);
                }
                characters = 0;
                dots = 0;
                continue;
            }
            characters++;
            switch (c) {
                case '.' -> dots++;
                case ';' -> {
                    return Optional.of(Refusal.SEMICOLON);
                }
                case '\\' -> {
                    return Optional.of(Refusal.BACKSLASH);
                }
                case '%' -> {
                    int octet = octet(path, i);
                    var refusal = octet < 0x80 ? checkEscape(path, i, octet) : checkUtf8(path, i, octet);
                    if (refusal.isPresent()) {
                        return refusal;
                    }
                    dots += octet == '.' ? 1 : 0;
                    i += octet < 0x80 ? 2 : 3 * utf8Length(octet) - 1;
                }
                default -> {
                    var refusal = checkCharacter(c);
                    if (refusal.isPresent()) {
                        return refusal;
                    }
                }
            }
        }
        return isDotSegment(characters, dots) ? Optional.of(Refusal.DOT_SEGMENT) : Optional.empty();
    }

    /** Checks a query as it was sent, without the question mark. What it means is up to the app. */
    static Optional<Refusal> checkQuery(String query) {
        for (int i = 0; i < query.length(); i++) {
            char c = query.charAt(i);
            if (c == '%' && octet(query, i) < 0) {
                return Optional.of(Refusal.BAD_ESCAPE);
            }
            var refusal = checkCharacter(c);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }

    private static boolean isDotSegment(int characters, int dots) {
        return characters == dots && (dots == 1 || dots == 2);
    }

    private static Optional<Refusal> checkCharacter(char c) {
        if (c <= ' ' || c == 0x7f) {
            return Optional.of(Refusal.CONTROL_CHARACTER);
        }
        if (c > 0x7f) {
            return Optional.of(Refusal.NON_ASCII);
        }
        return c == '#' ? Optional.of(Refusal.FRAGMENT) : Optional.empty();
    }

    private static Optional<Refusal> checkEscape(String path, int at, int octet) {
        if (octet < 0) {
            return Optional.of(Refusal.BAD_ESCAPE);
        }
        if (octet < ' ' || octet == 0x7f) {
            return Optional.of(Refusal.CONTROL_CHARACTER);
        }
        return switch (octet) {
            case '/' -> Optional.of(Refusal.ENCODED_SLASH);
            case '\\' -> Optional.of(Refusal.BACKSLASH);
            case ';' -> Optional.of(Refusal.SEMICOLON);
            case '%' ->
                isDangerous(octetOfDigits(path, at + 3)) ? Optional.of(Refusal.DOUBLE_ENCODING) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** Whether somebody who decodes once more would find what is refused when it is encoded once. */
    private static boolean isDangerous(int octet) {
        return octet >= 0 && (octet < ' ' || octet >= 0x7f || "./\\;%".indexOf(octet) >= 0);
    }

    /** Accepts the well-formed sequences of Unicode 16, table 3-7, but for the control characters U+0080 to U+009F. */
    private static Optional<Refusal> checkUtf8(String path, int at, int lead) {
        int octets = utf8Length(lead);
        if (octets == 0) {
            return Optional.of(Refusal.BAD_UTF8);
        }
        for (int n = 1; n < octets; n++) {
            int next = octet(path, at + 3 * n);
            if (next < 0x80 || next > 0xbf || (n == 1 && !isSecond(lead, next))) {
                return Optional.of(Refusal.BAD_UTF8);
            }
            if (lead == 0xc2 && next < 0xa0) {
                return Optional.of(Refusal.CONTROL_CHARACTER);
            }
        }
        return Optional.empty();
    }

    private static int utf8Length(int lead) {
        if (lead < 0xc2 || lead > 0xf4) {
            return 0;
        }
        return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    }

    private static boolean isSecond(int lead, int second) {
        return switch (lead) {
            case 0xe0 -> second >= 0xa0;
            case 0xed -> second < 0xa0;
            case 0xf0 -> second >= 0x90;
            case 0xf4 -> second < 0x90;
            default -> true;
        };
    }

    /** The octet that is encoded at a position, or -1 if there is no well-formed escape. */
    private static int octet(String text, int at) {
        return at < text.length() && text.charAt(at) == '%' ? octetOfDigits(text, at + 1) : -1;
    }

    private static int octetOfDigits(String text, int at) {
        if (at + 1 >= text.length()) {
            return -1;
        }
        int high = hexDigit(text.charAt(at));
        int low = hexDigit(text.charAt(at + 1));
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    private static int hexDigit(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }
}
