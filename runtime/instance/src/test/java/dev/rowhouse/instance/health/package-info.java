@NullMarked
package dev.rowhouse.instance.health;

import org.jspecify.annotations.NullMarked;
