/** How the API says no: {@code {"errors":{"<field>":["<message>"]}}}. */
@NullMarked
package dev.rowhouse.apps.conduit.refusal;

import org.jspecify.annotations.NullMarked;
