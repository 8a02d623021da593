package dev.rowhouse.testkit;

import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.name.Names;
import dev.rowhouse.config.InstanceName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.hibernate.Session;

/**
 * A row in each database of each instance that says whose database it is, in a table beside those of the app. Of engines that are several
 * databases, shards and families, it knows nothing. Safe for use by many threads.
 */
final class CanaryRows {
    private static final String TABLE = "rowhouse_canary";

    private final TestComposite composite;
    private final Crossings crossings;
    private final List<String> engines;

    /**
     * Rows that have to be {@linkplain #put put} first.
     *
     * @param engines those of the app's plan
     */
    CanaryRows(TestComposite composite, Crossings crossings, Collection<String> engines) {
        this.composite = composite;
        this.crossings = crossings;
        this.engines = List.copyOf(engines);
    }

    /** Puts the rows of an instance into its databases. */
    void put(String instance) throws SQLException {
        for (var engine : databases(instance)) {
            try (var connection = source(instance, engine).getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("create table %s (instance varchar(200))".formatted(TABLE));
                statement.execute("insert into %s (instance) values ('%s')".formatted(TABLE, instance));
            }
        }
    }

    /**
     * Reads the rows of an instance, with the sessions that this thread has in its scope.
     *
     * @throws CrossReadError if they are another's
     */
    void check(String instance) {
        composite.work(instance).run(() -> {
            for (var engine : databases(instance)) {
                var session = injector(instance).getInstance(Key.get(Session.class, Names.named(engine)));
                var found = session.doReturningWork(CanaryRows::read);
                if (!found.equals(List.of(instance))) {
                    throw crossings
                            .add("instance '%s', engine '%s': the database has the canary rows of %s, on thread '%s'"
                                    .formatted(instance, engine, found, Thread.currentThread().getName()));
                }
            }
        });
    }

    /** The engines that are one database. */
    private List<String> databases(String instance) {
        return engines.stream().filter(engine -> injector(instance).getExistingBinding(key(engine)) != null).toList();
    }

    private DataSource source(String instance, String engine) {
        return injector(instance).getInstance(key(engine));
    }

    private static Key<DataSource> key(String engine) {
        return Key.get(DataSource.class, Names.named(engine));
    }

    private static List<String> read(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select instance from " + TABLE)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    private Injector injector(String instance) {
        return composite.composite().instances().get(new InstanceName(instance)).injector();
    }
}
