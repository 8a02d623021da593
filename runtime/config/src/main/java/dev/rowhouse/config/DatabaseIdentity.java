package dev.rowhouse.config;

/**
 * Which database a URL leads to: two URLs with the same identity lead to the same data, however they are spelled. Two
 * with different ones may still do, by names that only a network or a database knows.
 *
 * @param value without secrets; of no use but to compare and to show
 */
public record DatabaseIdentity(String value) {
    @Override
    public String toString() {
        return value;
    }
}
