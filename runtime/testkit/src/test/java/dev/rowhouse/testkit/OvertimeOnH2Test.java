package dev.rowhouse.testkit;

import dev.rowhouse.databases.Databases;
import dev.rowhouse.databases.On;
import dev.rowhouse.databases.Product;

@On(Product.H2)
class OvertimeOnH2Test extends OvertimeContract {
    OvertimeOnH2Test(Databases databases) {
        super(databases,
                "select count(*) from system_range(1, 100000), system_range(1, 100000), system_range(1, 100000)");
    }
}
