package dev.rowhouse.apps.conduit;

import java.util.List;

/** On H2, in memory. */
class ConduitOnH2Test extends ConduitContract {
    ConduitOnH2Test() {
        super(Row.onH2("contract", List.of("alone")));
    }
}
