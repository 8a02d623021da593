/**
 * Pages and JSON that show the rows of any reflected table, and lead along its foreign keys. Knows nothing of the library: an
 * app of its own ({@link dev.rowhouse.apps.library.tables.TablesApp}), and a part that others install.
 */
@NullMarked
package dev.rowhouse.apps.library.tables;

import org.jspecify.annotations.NullMarked;
