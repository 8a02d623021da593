/**
 * Whether an instance serves well, what is left of it when it doesn't, and what is known of one that took the whole process down.
 */
@NullMarked
package dev.rowhouse.instance.health;

import org.jspecify.annotations.NullMarked;
