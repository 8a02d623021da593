package dev.rowhouse.databases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What tests can rely on, whatever the product. */
abstract class DatabasesContract {
    private final Databases databases;

    DatabasesContract(Databases databases) {
        this.databases = databases;
    }

    private String mark(String name) throws SQLException {
        try (var connection = databases.connect(name); var statement = connection.createStatement()) {
            statement.execute("create table mark (name varchar(20))");
            statement.execute("insert into mark values ('%s')".formatted(name));
        }
        try (var connection = databases.connect(name);
                var statement = connection.createStatement();
                var marks = statement.executeQuery("select name from mark")) {
            assertThat(marks.next()).isTrue();
            return marks.getString(1);
        }
    }

    @Test
    void createsDatabasesThatDontSeeEachOther() throws SQLException {
        assertThat(databases.create("one")).isEqualTo(databases.url("one")).startsWith("jdbc:");
        databases.create("two");
        assertThat(mark("one")).isEqualTo("one");
        assertThat(mark("two")).isEqualTo("two");
    }

    @Test
    void createsNoneTwice() {
        databases.create("twice");
        assertThatThrownBy(() -> databases.create("twice")).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'twice'");
    }

    @Test
    void isTheSameForAllTests(Databases again) {
        assertThat(again).isSameAs(databases);
    }
}
