package dev.rowhouse.apps.conduit.model;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What stands for an article in addresses: its title in lower case, words joined by dashes. */
final class Slug {
    /** Room for the longest title that any script makes, and what makes it unique. */
    static final int LENGTH = 300;

    private static final int FROM_TITLE = 200;
    private static final String WITHOUT_WORDS = "article";
    /** Where the feed is, no article can be. */
    private static final String FEED = "feed";
    private static final int RADIX = 36;
    private static final long SIX_DIGITS = 2_176_782_336L;
    private static final Pattern ACCENTS = Pattern.compile("\\p{InCombiningDiacriticalMarks}+");
    private static final Pattern APOSTROPHES = Pattern.compile("['\u2019]");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
    private static final Pattern AT_THE_ENDS = Pattern.compile("^-+|-+$");

    private Slug() {}

    /**
     * A slug that no article has: the title's own, or that and six random digits.
     *
     * @param taken whether an article has a slug already
     */
    static String unique(String title, Predicate<String> taken) {
        String plain = of(title);
        String slug = plain;
        while (slug.equals(FEED) || taken.test(slug)) {
            slug = "%s-%6s".formatted(plain, Long.toString(ThreadLocalRandom.current().nextLong(SIX_DIGITS), RADIX))
                    .replace(' ', '0');
        }
        return slug;
    }

    /** Accents go, letters of all scripts stay. */
    static String of(String title) {
        String letters = ACCENTS.matcher(Normalizer.normalize(title, Form.NFD)).replaceAll("");
        String words = APOSTROPHES.matcher(letters.toLowerCase(Locale.ROOT)).replaceAll("");
        String joined = BETWEEN_WORDS.matcher(Normalizer.normalize(words, Form.NFC)).replaceAll("-");
        String slug = AT_THE_ENDS.matcher(cut(joined)).replaceAll("");
        return slug.isEmpty() ? WITHOUT_WORDS : slug;
    }

    /** Cuts between characters, never within one. */
    private static String cut(String text) {
        return text.length() <= FROM_TITLE ? text
                : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, FROM_TITLE)));
    }
}
