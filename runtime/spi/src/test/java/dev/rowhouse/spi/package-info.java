@NullMarked
package dev.rowhouse.spi;

import org.jspecify.annotations.NullMarked;
