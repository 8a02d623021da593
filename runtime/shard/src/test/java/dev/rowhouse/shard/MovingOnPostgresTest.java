package dev.rowhouse.shard;

import dev.rowhouse.databases.Databases;
import dev.rowhouse.databases.On;
import dev.rowhouse.databases.Product;
import java.util.List;
import java.util.Set;

@On(Product.POSTGRESQL)
class MovingOnPostgresTest extends MovingContract {
    MovingOnPostgresTest(Databases databases) {
        super(databases);
    }

    @Override
    Set<String> killedBefore() {
        // What is not committed is gone, so all statements between two commits come to the same.
        return Set.of("commit");
    }

    @Override
    List<String> moreColumns() {
        return List.of("create type colour as enum ('red', 'green')",
                "alter table Blog add column extra jsonb default '{\"a\": [1, 2.50]}'",
                "alter table Blog add column plain json default '{\"b\":  1}'",
                "alter table Blog add column span interval default '1 day 02:03:04'",
                "alter table Blog add column numbers int[] default '{{1,null},{3,4}}'",
                "alter table Blog add column doubled bigint generated always as (id * 2) stored",
                "alter table Blog add column counted bigint generated always as identity",
                "alter table Blog add column reached inet default '10.0.0.1'",
                "alter table Blog add column during tstzrange default '[2026-01-01, 2026-02-01)'",
                "alter table Blog add column bits bit(3) default b'101'",
                "alter table Blog add column colour colour default 'green'");
    }
}
