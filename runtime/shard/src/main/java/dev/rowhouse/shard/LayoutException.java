package dev.rowhouse.shard;

/** Temporary. */
public class LayoutException extends RuntimeException {
    private static final long serialVersionUID = 1L;
}
