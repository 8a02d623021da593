@NullMarked
package dev.rowhouse.shard;

import org.jspecify.annotations.NullMarked;
