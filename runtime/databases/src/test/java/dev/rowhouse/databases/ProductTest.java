package dev.rowhouse.databases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProductTest {
    @Test
    void tellsWhereThereAreNoBinaries() {
        assertThat(MariaDbServer.obstacle("Linux", "amd64")).isEmpty();
        assertThat(MariaDbServer.obstacle("Mac OS X", "aarch64"))
                .hasValue("there are no binaries of MariaDB for Mac OS X on aarch64");
        assertThat(PostgresServer.obstacle("Linux", "amd64")).isEmpty();
        assertThat(PostgresServer.obstacle("Windows 11", "amd64")).isEmpty();
        assertThat(PostgresServer.obstacle("SunOS", "sparc"))
                .hasValue("there are no binaries of PostgreSQL for SunOS on sparc");
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "SQLITE"})
    void leavesNoFilesBehind(Product product) throws SQLException {
        var databases = product.start();
        var folder = Path.of(databases.url("gone").replaceFirst("[^/]*", "").replaceFirst("[^/]*$", ""));
        try (databases) {
            databases.create("gone");
            databases.connect("gone").close();
            assertThat(folder).isNotEmptyDirectory();
        }
        assertThat(folder).doesNotExist();
    }

    @Test
    void leavesNoServerBehind() throws SQLException {
        assumeThat(Product.MARIADB.obstacle()).isEmpty();
        var databases = Product.MARIADB.start();
        try (databases) {
            databases.create("gone");
            databases.connect("gone").close();
        }
        assertThatThrownBy(() -> databases.connect("gone")).isInstanceOf(SQLNonTransientConnectionException.class);
    }
}
