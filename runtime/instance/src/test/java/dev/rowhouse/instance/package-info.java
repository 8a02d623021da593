@NullMarked
package dev.rowhouse.instance;

import org.jspecify.annotations.NullMarked;
