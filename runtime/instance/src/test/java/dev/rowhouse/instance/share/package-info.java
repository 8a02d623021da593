/** How instances share a busy machine. */
@NullMarked
package dev.rowhouse.instance.share;

import org.jspecify.annotations.NullMarked;
