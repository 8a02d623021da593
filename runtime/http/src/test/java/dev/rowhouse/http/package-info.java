/** Tests over real sockets. */
@NullMarked
package dev.rowhouse.http;

import org.jspecify.annotations.NullMarked;
