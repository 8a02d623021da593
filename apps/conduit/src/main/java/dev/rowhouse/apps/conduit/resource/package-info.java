/** The API over HTTP: one class for each kind of thing, a method for each operation. */
@NullMarked
package dev.rowhouse.apps.conduit.resource;

import org.jspecify.annotations.NullMarked;
