/** The app of apps/README.md, word for word. */
@NullUnmarked
package org.example.notes;

import org.jspecify.annotations.NullUnmarked;
