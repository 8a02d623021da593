/**
 * Conduit, the blogging API that RealWorld describes, as an app: users, articles, comments, tags, favorites and follows.
 *
 * <p>This package is the wiring: {@link dev.rowhouse.apps.conduit.ConduitApp} says what the app consists of, its routes what
 * answers where. A request goes through {@code resource} (HTTP and JSON), {@code login} (who is asking) and {@code model}
 * (entities, and what can be asked and changed); {@code body} is what clients send, {@code refusal} says no in the words of
 * the API. Each of these imports only those that come after it.
 */
@NullMarked
package dev.rowhouse.apps.conduit;

import org.jspecify.annotations.NullMarked;
