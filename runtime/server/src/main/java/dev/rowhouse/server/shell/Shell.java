package dev.rowhouse.server.shell;

import dev.rowhouse.instance.Household;
import java.io.InputStream;
import java.io.PrintWriter;

/**
 * JShell for one household. One scope is open while it runs, on the thread that runs the snippets: so sessions just work, and
 * what one snippet has read the next one knows.
 */
public final class Shell {
    private final Household household;

    /** A shell that does not run yet. */
    public Shell(Household household) {
        this.household = household;
    }

    /**
     * Runs what is typed on the terminal of this process, with a prompt, help and a history, until it is left.
     *
     * @return the exit status: what {@code /exit} was given, else 0
     * @throws Exception if the terminal or JShell fails
     */
    public int runOnTerminal(PrintWriter out, PrintWriter err) throws Exception {
        return inScope(() -> new TerminalShell(household, out, err).run());
    }

    /**
     * Runs what can be read, and prints the values of expressions and nothing else. Ends at the first snippet that doesn't
     * compile or throws.
     *
     * @return the exit status: 0 if all went well, else 1
     * @throws Exception if the input can't be read
     */
    public int runPiped(InputStream in, PrintWriter out, PrintWriter err) throws Exception {
        return inScope(() -> new PipedShell(household, out, err).run(in));
    }

    private interface Running {
        int run() throws Exception;
    }

    private int inScope(Running running) throws Exception {
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        thread.setContextClassLoader(new ShellLoader(household, Shell.class.getClassLoader()));
        try {
            return household.work().<Integer, Exception>call(running::run);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
