@NullMarked
package dev.rowhouse.browser;

import org.jspecify.annotations.NullMarked;
