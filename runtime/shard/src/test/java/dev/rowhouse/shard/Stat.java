package dev.rowhouse.shard;

import org.jspecify.annotations.Nullable;

/** What queries make of their values. */
record Stat(@Nullable Object first, @Nullable Object second) {}
