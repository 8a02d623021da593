@NullMarked
package dev.rowhouse.instance.task;

import org.jspecify.annotations.NullMarked;
