package dev.rowhouse.control;

import dev.rowhouse.config.ConfigException;

/** Brings what runs in line with the composite file, as it is now. Safe for use by many threads. */
public interface Reload {
    /**
     * What {@link #apply} would do; does nothing.
     *
     * @throws ConfigException with every mistake of the file
     */
    Changes plan();

    /**
     * Does what the file wants, and says what that was.
     *
     * @throws ConfigException with every mistake of the file; nothing has changed then
     * @throws RefusedException if the composite ends
     */
    Changes apply();

    /**
     * Goes back to the files that ran before the last {@link #apply}, and says what that meant.
     *
     * @throws ConfigException with every mistake of those files; nothing has changed then
     * @throws RefusedException if nothing was applied, the files can't be put back, or the composite ends
     */
    Changes undo();
}
