package dev.rowhouse.shard;

import dev.rowhouse.databases.Databases;
import dev.rowhouse.databases.On;
import dev.rowhouse.databases.Product;
import java.util.List;
import java.util.Set;

@On(Product.H2)
class MovingOnH2Test extends MovingContract {
    MovingOnH2Test(Databases databases) {
        super(databases);
    }

    @Override
    Set<String> killedBefore() {
        return Killable.STATEMENTS;
    }

    @Override
    List<String> moreColumns() {
        return List.of("alter table Blog add column extra json default json '{\"a\": [1, 2.50]}'",
                "alter table Blog add column span interval day to second default interval '1 02:03:04' day to second",
                "alter table Blog add column numbers int array default array[1, null, 3]",
                "alter table Blog add column doubled bigint generated always as (id * 2)",
                "alter table Blog add column counted bigint generated always as identity",
                "alter table Blog add column large clob default 'large'",
                "alter table Blog add column colour enum('red', 'green') default 'green'");
    }
}
