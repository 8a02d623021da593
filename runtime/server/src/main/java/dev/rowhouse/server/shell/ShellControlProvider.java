package dev.rowhouse.server.shell;

import java.util.Map;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/**
 * Lets JShell run snippets in the scope of a household, the one of the thread's context class loader.
 *
 * <p>Public because JShell makes it, as a service.
 */
public final class ShellControlProvider implements ExecutionControlProvider {
    static final String NAME = "rowhouse";

    /** Called by JShell. */
    public ShellControlProvider() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ExecutionControl generate(ExecutionEnv environment, Map<String, String> parameters) {
        var thread = Thread.currentThread();
        var loader = ShellLoader.among(thread.getContextClassLoader()).fresh();
        thread.setContextClassLoader(loader);
        return new ShellControl(loader);
    }
}
