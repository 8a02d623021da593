package dev.rowhouse.apps.library.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowhouse.databases.Databases;
import dev.rowhouse.databases.On;
import dev.rowhouse.databases.Product;
import dev.rowhouse.testkit.TestComposite;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

@On(Product.SQLITE)
class TablesOnSqliteTest extends TablesContract {
    private final Databases databases;

    TablesOnSqliteTest(Databases databases) {
        super(databases);
        this.databases = databases;
    }

    @Test
    void livesWithNullInKeysAndBrokenViews() throws SQLException {
        var url = databases.create("tables_broken");
        try (var connection = databases.connect("tables_broken"); var statement = connection.createStatement()) {
            statement.execute("create table a (k text primary key, v text)");
            statement.execute("insert into a values (null, 'x'), ('', 'y'), ('z', 'z')");
            statement.execute("create table gone (id integer)");
            statement.execute("create view broken as select * from gone");
            statement.execute("drop table gone");
        }
        try (var composite = TestComposite.start("""
                apps.tables.class = dev.rowhouse.apps.library.tables.TablesApp
                instances.one { app = tables, mount = "/", engines.default { url = "%s", reflect = true } }
                """.formatted(url))) {
            assertThat(composite.get("/tables").body()).contains("\"name\":\"a\"").doesNotContain("broken");
            assertThat(composite.get("/tables/a").body()).contains("\"unreadable\":1", "\"total\":3", "/tables/a/~");
            assertThat(composite.get("/tables/a/~").body()).contains("\"v\":\"y\"");
        }
    }
}
