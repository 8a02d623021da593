/**
 * Listens, refuses what servers disagree about, finds the mount, and answers when there is none.
 *
 * <p>{@link dev.rowhouse.http.HttpServer} opens the listeners, {@link dev.rowhouse.http.Mounts} knows who answers where,
 * and {@link dev.rowhouse.http.FrontDoor} documents what never gets in.
 */
@NullMarked
package dev.rowhouse.http;

import org.jspecify.annotations.NullMarked;
