package dev.rowhouse.config;

import com.typesafe.config.ConfigException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Says in words of our own what the HOCON library refuses. Its own messages quote what stands in the file, and that may
 * be a secret; so nothing of them is passed on but a single character.
 */
final class SyntaxMistakes {
    private static final List<Wording> WORDINGS = List.of(
            wording("End of input but", "a text in quotes is never closed", "close the quote"),
            wording("unescaped newline", "a text in quotes goes beyond the end of its line",
                    "close the quote, or put three quotes around the text"),
            wording("backslash followed by|not a valid escape", "a backslash in quotes begins no known escape",
                    "write two backslashes for one, or a slash"),
            wording("Substitution \\$\\{ was not closed", "a ${ is never closed", "write ${key}"),
            wording("'\\$' not followed by", "a $ is no substitution", "put the text in quotes, or write ${key}"),
            wording("unbalanced close brace", "a } closes nothing", "remove it, or put the text in quotes"),
            wording("(?:got|token:|not:) end of file", "the file ends too early: a brace, a bracket or a value lacks",
                    "close every { and [, and give every key a value"),
            wording("Reserved character '(.)'", "the character %s stands outside of quotes",
                    "put the whole value in double quotes"),
            wording("may not be followed by token", "a key stands without a value",
                    "write key = value or key { ... }, or put the text in quotes"),
            wording("include keyword is not followed by", "include is HOCON's own word for reading another file",
                    "put the key in quotes, \"include\" = [...], or write reflect.include = [...]"),
            wording("include parameter", "an include names no file", "write include \"file.conf\""),
            wording("trailing, or two adjacent period", "a key has a dot without a name beside it", "remove the dot"),
            wording("Cannot concatenate", "an object or a list is joined with a text",
                    "put them under keys of their own, or remove one"),
            wording("rather than object at file root", "is a list where keys should be", "write key = value"),
            wording("got '(.)'", "the character %s stands where a line should end",
                    "end the line, or put the whole value in double quotes"));

    private final Places places;
    private final Mistakes mistakes;

    /** A pattern in the library's message, and our words for it. */
    private record Wording(Pattern pattern, String problem, String remedy) {}

    SyntaxMistakes(Places places, Mistakes mistakes) {
        this.places = places;
        this.mistakes = mistakes;
    }

    private static Wording wording(String pattern, String problem, String remedy) {
        return new Wording(Pattern.compile(pattern), problem, remedy);
    }

    void add(ConfigException e) {
        var origin = places.of(e);
        if (e instanceof ConfigException.IO) {
            mistakes.add(origin, "", "the file can't be read", "check that it exists and who may read it");
            return;
        }
        var message = String.valueOf(e.getMessage());
        for (var wording : WORDINGS) {
            var found = wording.pattern().matcher(message);
            if (found.find()) {
                var problem = found.groupCount() == 0 ? wording.problem() : wording.problem().formatted(found.group(1));
                mistakes.add(origin, "", problem, wording.remedy());
                return;
            }
        }
        mistakes.add(origin, "", "this is not HOCON",
                "look near this line for a quote, comma, colon or brace too many or too few");
    }
}
