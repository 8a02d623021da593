/**
 * Transactions over several engines that commit in two phases, and what is done after a crash in between. Narayana is known here alone.
 */
@NullMarked
package dev.rowhouse.xa;

import org.jspecify.annotations.NullMarked;
