@NullMarked
package dev.rowhouse.reflect;

import org.jspecify.annotations.NullMarked;
