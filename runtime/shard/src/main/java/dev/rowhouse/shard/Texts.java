package dev.rowhouse.shard;

/** Orders texts as databases do that know no language. */
final class Texts {
    private Texts() {}

    /** By code point, which is the order of their bytes in UTF-8; {@code String} orders by its halves of code points. */
    static int byCodePoint(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char left = a.charAt(i);
            char right = b.charAt(i);
            if (left != right) {
                // Halves of code points are smaller than some characters, but stand for larger ones than any of these.
                boolean leftHalf = Character.isSurrogate(left);
                return leftHalf == Character.isSurrogate(right) ? Character.compare(left, right) : leftHalf ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    /** How texts are compared. */
    interface Ranking {
        int compare(String one, String other);

        /** What texts have in common that are equal for the database. */
        Object identity(String text);
    }
}
