/** What takes nanoseconds. */
@NullMarked
package dev.rowhouse.bench.micro;

import org.jspecify.annotations.NullMarked;
