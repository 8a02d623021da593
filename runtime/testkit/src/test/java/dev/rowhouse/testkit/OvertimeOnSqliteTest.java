package dev.rowhouse.testkit;

import dev.rowhouse.databases.Databases;
import dev.rowhouse.databases.On;
import dev.rowhouse.databases.Product;

@On(Product.SQLITE)
class OvertimeOnSqliteTest extends OvertimeContract {
    OvertimeOnSqliteTest(Databases databases) {
        super(databases, "with recursive n(x) as (select 1 union all select x + 1 from n) select count(*) from n");
    }
}
