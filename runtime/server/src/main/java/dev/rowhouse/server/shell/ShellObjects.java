package dev.rowhouse.server.shell;

import dev.rowhouse.instance.Household;
import java.lang.invoke.MethodHandles.Lookup;

/** Gives the snippets of a shell their household. Public because snippets call it. */
public final class ShellObjects {
    private ShellObjects() {}

    /**
     * The household of the shell that a snippet belongs to, found through the snippet's own class loader.
     *
     * @param snippet the lookup that the snippet has on itself
     * @throws IllegalStateException if it is no snippet of a shell
     */
    public static Household of(Lookup snippet) {
        return ShellLoader.among(snippet.lookupClass().getClassLoader()).household();
    }
}
