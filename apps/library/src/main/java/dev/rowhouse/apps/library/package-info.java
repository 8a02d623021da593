/** A library: its catalogue and its loans, over a database that is older than the app. */
@NullMarked
package dev.rowhouse.apps.library;

import org.jspecify.annotations.NullMarked;
