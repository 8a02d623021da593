package dev.rowhouse.session;

import org.jspecify.annotations.Nullable;

/**
 * The extent in which one thread is in a scope of one start of an instance.
 *
 * @param start whose scope it is
 * @param sessions of the work that is done in it; null where a thread does a part of another's work, with sessions that it was handed
 * @param thread which thread; a structured fork inherits what is bound, and is in no scope by that
 * @param outer the extent that this one is nested in, of another start; null if there is none
 */
record Extent(Start start, @Nullable Sessions sessions, Thread thread, @Nullable Extent outer) {}
