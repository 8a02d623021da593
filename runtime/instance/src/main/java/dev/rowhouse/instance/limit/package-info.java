/** What the requests of an instance may use: how many come, how many wait, how long one runs; and how one that may not go on is ended. */
@NullMarked
package dev.rowhouse.instance.limit;

import org.jspecify.annotations.NullMarked;
