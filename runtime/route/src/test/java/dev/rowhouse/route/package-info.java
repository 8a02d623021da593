@NullMarked
package dev.rowhouse.route;

import org.jspecify.annotations.NullMarked;
