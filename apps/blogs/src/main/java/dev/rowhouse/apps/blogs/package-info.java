/** Blogs with a database each, a directory of them, a log, and comments spread over shards. */
@NullMarked
package dev.rowhouse.apps.blogs;

import org.jspecify.annotations.NullMarked;
