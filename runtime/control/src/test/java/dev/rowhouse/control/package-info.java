@NullMarked
package dev.rowhouse.control;

import org.jspecify.annotations.NullMarked;
