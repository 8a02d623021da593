package dev.rowhouse.apps.library;

import dev.rowhouse.testkit.TestComposite;

/** Two libraries, whose vendors' databases are made in memory. */
final class Libraries {
    private Libraries() {}

    /**
     * Starts them.
     *
     * @param name of databases that no other test has
     */
    static TestComposite start(String name) {
        return TestComposite
                .start("""
                        apps.library.class = dev.rowhouse.apps.library.LibraryApp
                        defaults {
                          app = library, mount = "/{instance}"
                          engines.default {
                            url = "jdbc:h2:mem:%s-{instance};INIT=RUNSCRIPT FROM 'classpath:/dev/rowhouse/apps/library/legacy/{instance}.sql'"
                            schema = update, reflect = true, pool.borrow-timeout = 30s
                          }
                        }
                        instances {
                          town { settings.name = "Town Library" }
                          school { settings { name = "School Library", days = 14 } }
                        }
                        """
                        .formatted(name));
    }
}
