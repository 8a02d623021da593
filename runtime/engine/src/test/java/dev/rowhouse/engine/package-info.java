@NullMarked
package dev.rowhouse.engine;

import org.jspecify.annotations.NullMarked;
