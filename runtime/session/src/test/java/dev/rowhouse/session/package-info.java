@NullMarked
package dev.rowhouse.session;

import org.jspecify.annotations.NullMarked;
