/**
 * Transactions over several engines that commit in two phases, and what is done after a crash in between.
 *
 * <p>{@link dev.rowhouse.xa.XaTransactions} is the way in: one for each household. Narayana is known in the package beneath
 * alone, whose classes each household has anew.
 */
@NullMarked
package dev.rowhouse.xa;

import org.jspecify.annotations.NullMarked;
