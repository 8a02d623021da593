/** What clients send in bodies; each says itself whether it is acceptable, and how long a text may be. */
@NullMarked
package dev.rowhouse.apps.conduit.body;

import org.jspecify.annotations.NullMarked;
