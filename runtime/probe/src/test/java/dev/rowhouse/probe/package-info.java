@NullMarked
package dev.rowhouse.probe;

import org.jspecify.annotations.NullMarked;
