@NullMarked
package dev.rowhouse.xa;

import org.jspecify.annotations.NullMarked;
