package dev.rowhouse.probe;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The marks of the instances of one run. Each instance has one, which nobody can guess; it is planted in that instance alone,
 * so wherever else it is seen, something has crossed a wall.
 *
 * <p>All look alike ({@value #PREFIX} and {@value #RANDOM} letters and digits), so that one pass over an answer finds those of
 * all instances. They have neither capitals nor other characters, so that no JSON, HTML or URL spells them otherwise; where an
 * app turns them into capitals, they are found too. For use by many threads.
 */
final class Canaries {
    /** Rare enough in texts that a scan hardly ever stops. */
    static final String PREFIX = "zcanary";

    /** How many characters follow the prefix: 67 bits. */
    static final int RANDOM = 13;

    static final int LENGTH = PREFIX.length() + RANDOM;

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";

    private final List<String> marks;
    private final Map<String, Integer> owners = new HashMap<>();

    private Canaries(List<String> marks) {
        this.marks = marks;
        for (int i = 0; i < marks.size(); i++) {
            owners.put(marks.get(i), i);
        }
    }

    /**
     * A mark somewhere in an answer.
     *
     * @param owner the number of the instance whose mark it is
     * @param position where it begins
     */
    record Sighting(int owner, int position) {}

    /** New marks for as many instances. */
    static Canaries create(int instances) {
        var random = new SecureRandom();
        List<String> marks = new ArrayList<>();
        for (int i = 0; i < instances; i++) {
            var mark = new StringBuilder(PREFIX);
            random.ints(RANDOM, 0, ALPHABET.length()).forEach(letter -> mark.append(ALPHABET.charAt(letter)));
            marks.add(mark.toString());
        }
        return new Canaries(marks);
    }

    /** The mark of an instance. */
    String of(int instance) {
        return marks.get(instance);
    }

    /** All marks in some bytes but those of one instance; marks of other runs are none of these. */
    List<Sighting> foreign(byte[] bytes, int instance) {
        List<Sighting> found = List.of();
        for (int i = 0; i <= bytes.length - LENGTH; i++) {
            if ((bytes[i] | 0x20) == 'z' && isPrefix(bytes, i)) {
                var owner = owners.get(text(bytes, i));
                if (owner != null && owner != instance) {
                    found = new ArrayList<>(found);
                    found.add(new Sighting(owner, i));
                }
            }
        }
        return found;
    }

    private static boolean isPrefix(byte[] bytes, int from) {
        for (int i = 1; i < PREFIX.length(); i++) {
            if ((bytes[from + i] | 0x20) != PREFIX.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** In small letters; a digit has the bit already that makes a letter small. */
    private static String text(byte[] bytes, int from) {
        byte[] small = new byte[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            small[i] = (byte) (bytes[from + i] | 0x20);
        }
        return new String(small, StandardCharsets.ISO_8859_1);
    }
}
