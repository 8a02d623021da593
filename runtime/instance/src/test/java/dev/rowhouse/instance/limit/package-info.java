@NullMarked
package dev.rowhouse.instance.limit;

import org.jspecify.annotations.NullMarked;
