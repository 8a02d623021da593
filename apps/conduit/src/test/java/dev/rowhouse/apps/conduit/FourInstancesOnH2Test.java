package dev.rowhouse.apps.conduit;

/** On H2, in memory. */
class FourInstancesOnH2Test extends FourInstancesContract {
    FourInstancesOnH2Test() {
        super(Row.onH2("four", NAMES));
    }
}
