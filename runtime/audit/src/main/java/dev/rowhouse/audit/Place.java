package dev.rowhouse.audit;

/**
 * Where something was found.
 *
 * @param subject what it is about: {@code com.example.Cache.ENTRIES}, a class and its field or method; or instances of a file
 * @param file the source file, as its class names it, or the file of the composite; empty if nothing says
 * @param line counted from 1; 0 where there is none
 */
public record Place(String subject, String file, int line) {
    /** {@code Cache.java:12}, or as much of it as is known. */
    public String source() {
        return line > 0 ? file + ":" + line : file;
    }
}
