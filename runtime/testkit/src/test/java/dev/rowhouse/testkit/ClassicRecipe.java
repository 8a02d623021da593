package dev.rowhouse.testkit;

import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * The recipe that Rowhouse exists to replace, as the control of the search: one session per thread, made by a factory that
 * is bound to the current instance's database when a request starts; the session is removed when it ends.
 */
final class ClassicRecipe implements AutoCloseable {
    @SuppressWarnings("ThreadLocalUsage") // Static in the original; here it ends with the test.
    private final ThreadLocal<@Nullable Session> current = new ThreadLocal<>();
    private final List<Member> members;
    private volatile SessionFactory bound;

    ClassicRecipe(int instances) {
        members = IntStream.range(0, instances).mapToObj(i -> new Member("i" + i)).toList();
        bound = members.getFirst().database;
    }

    List<Member> members() {
        return members;
    }

    /** One instance of the classic composite. */
    final class Member implements CrossReads.Subject {
        private final String name;
        private final SessionFactory database;

        Member(String name) {
            this.name = name;
            var settings = new Properties();
            settings.put("hibernate.connection.url", "jdbc:h2:mem:classic-%s;DB_CLOSE_DELAY=-1".formatted(name));
            settings.put("hibernate.hbm2ddl.auto", "create-drop");
            settings.put("hibernate.connection.pool_size", "20");
            database = new Configuration().addProperties(settings)
                    .addAnnotatedClass(Canary.class)
                    .buildSessionFactory();
            database.inTransaction(session -> session.persist(new Canary(1, name)));
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void request(CrossReads.Body body) throws Exception {
            bound = database;
            try {
                body.run();
            } finally {
                remove();
            }
        }

        @Override
        public String read() {
            var session = current.get();
            if (session == null) {
                session = bound.openSession();
                current.set(session);
            }
            return session.find(Canary.class, 1).name;
        }

        private void remove() {
            var session = current.get();
            current.remove();
            if (session != null) {
                session.close();
            }
        }
    }

    @Override
    public void close() {
        members.forEach(member -> member.database.close());
    }
}
