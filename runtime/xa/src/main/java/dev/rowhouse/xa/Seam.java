package dev.rowhouse.xa;

import javax.transaction.xa.XAResource;

/** What stands between this room and the drivers: nothing, but where a test wants something to happen at a certain point. */
@FunctionalInterface
interface Seam {
    /** Nothing. */
    Seam NONE = (database, resource) -> resource;

    /**
     * What is called instead of a driver's resource.
     *
     * @param database the label of its engine
     * @param resource the driver's
     */
    XAResource around(String database, XAResource resource);
}
