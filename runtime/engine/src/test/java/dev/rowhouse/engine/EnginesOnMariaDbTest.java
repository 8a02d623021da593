package dev.rowhouse.engine;

import static dev.rowhouse.engine.Configs.engine;
import static dev.rowhouse.engine.Configs.open;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.databases.Databases;
import dev.rowhouse.databases.On;
import org.junit.jupiter.api.Test;

@On(dev.rowhouse.databases.Product.MARIADB)
class EnginesOnMariaDbTest extends ServersContract {
    EnginesOnMariaDbTest(Databases databases) {
        super(databases);
    }

    @Test
    void wantsADatabaseOfTheServer() {
        assertThatThrownBy(() -> open(engines, "a", engine(databases.url("")))).hasMessage(
                "instance 'a', engine 'default': the URL names a server but no database of it; write .../name");
    }
}
