package dev.rowhouse.engine;

import dev.rowhouse.databases.Databases;
import dev.rowhouse.databases.On;

@On(dev.rowhouse.databases.Product.H2)
class EnginesOnH2Test extends EnginesContract {
    EnginesOnH2Test(Databases databases) {
        super(databases);
    }
}
