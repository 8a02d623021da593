/** Who is asking: passwords, and the tokens that stand for them. */
@NullMarked
package dev.rowhouse.apps.conduit.login;

import org.jspecify.annotations.NullMarked;
