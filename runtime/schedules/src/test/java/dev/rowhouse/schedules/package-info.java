/** Runs what jcstress is to try. */
@org.jspecify.annotations.NullMarked
package dev.rowhouse.schedules;
