package dev.rowhouse.server.shell;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import jdk.jshell.execution.DirectExecutionControl;
import org.jspecify.annotations.Nullable;

/** Runs snippets on the thread that reads them, so that they are in the scope that is open there; Ctrl-C interrupts it. */
final class ShellControl extends DirectExecutionControl {
    private @Nullable Thread running;
    private boolean stopped;

    ShellControl(ShellLoader loader) {
        super(loader);
    }

    @Override
    protected String invoke(Method snippet) throws Exception {
        begin();
        try {
            return super.invoke(snippet);
        } catch (InvocationTargetException e) {
            if (end()) {
                throw new StoppedException();
            }
            throw e;
        } catch (RuntimeException | Error e) {
            // The value can't be shown; JShell would take that for a failure of its own, and go on.
            throw new InvocationTargetException(e);
        } finally {
            end();
        }
    }

    private synchronized void begin() {
        running = Thread.currentThread();
        stopped = false;
    }

    /** Whether the snippet was stopped. What is left of the interruption is not for the next one. */
    private synchronized boolean end() {
        running = null;
        if (stopped) {
            var _ = Thread.interrupted();
        }
        return stopped;
    }

    @Override
    public synchronized void stop() {
        if (running != null) {
            stopped = true;
            running.interrupt();
        }
    }
}
