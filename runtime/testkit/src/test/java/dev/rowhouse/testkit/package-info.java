@NullMarked
package dev.rowhouse.testkit;

import org.jspecify.annotations.NullMarked;
