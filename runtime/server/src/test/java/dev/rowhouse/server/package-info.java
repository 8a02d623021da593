@NullMarked
package dev.rowhouse.server;

import org.jspecify.annotations.NullMarked;
