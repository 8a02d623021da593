package dev.rowhouse.engine;

import static dev.rowhouse.engine.Configs.engine;
import static dev.rowhouse.engine.Configs.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class WorkConnectionsTest {
    /** What stands for others, and doesn't merely ask them. */
    private static final Set<String> OWN = Set.of("close", "isClosed", "unwrap", "isWrapperFor", "getConnection",
            "getStatement");

    @AutoClose
    private final Engines engines = new Engines();

    @Test
    void doesNotLeadToThePool() throws Exception {
        try (var a = open(engines, "a", engine("jdbc:h2:mem:pool_behind"))) {
            assertThat(a.dataSource().isWrapperFor(HikariDataSource.class)).isFalse();
            assertThatThrownBy(() -> a.dataSource().unwrap(HikariDataSource.class)).isInstanceOf(SQLException.class);
            assertThat(a.dataSource().unwrap(DataSource.class)).isSameAs(a.dataSource());
            assertThatThrownBy(() -> a.dataSource().getConnection("sa", "")).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void givesAConnectionBackOnce() throws Exception {
        try (var a = open(engines, "a", engine("jdbc:h2:mem:given_back"))) {
            var first = a.dataSource().getConnection();
            assertThat(a.borrowed()).isOne();
            first.close();
            first.close();
            assertThat(first.isClosed()).isTrue();
            assertThatThrownBy(first::createStatement).isInstanceOf(SQLException.class);
            try (var second = a.dataSource().getConnection()) {
                first.close();
                assertThat(a.borrowed()).isOne();
                assertThat(second.isClosed()).isFalse();
            }
            assertThat(a.borrowed()).isZero();
        }
    }

    /** A call that arrived at the object behind: its method, with its arguments. */
    private record Arrived(Method method, List<@Nullable Object> arguments) {}

    /** Stands for any object of a driver: notes what it is asked. */
    private static final class Noting {
        private @Nullable Arrived last;

        <T> T as(Class<T> type) {
            return type.cast(Proxy.newProxyInstance(WorkConnectionsTest.class.getClassLoader(), new Class<?>[]{type},
                    (_, method, arguments) -> {
                        last = new Arrived(method, arguments == null ? List.of() : Arrays.asList(arguments));
                        return standard(method.getReturnType());
                    }));
        }
    }

    private static @Nullable Object standard(Class<?> type) {
        return STANDARDS.get(type);
    }

    private static final Map<Class<?>, Object> STANDARDS = Map.of(boolean.class, true, byte.class, (byte) 1,
            short.class, (short) 2, int.class, 3, long.class, 4L, float.class, 5f, double.class, 6d, String.class,
            "text");

    /** Each method that merely passes on what it is asked reaches the method of that name and those arguments. */
    @TestFactory
    Stream<DynamicTest> asksWhatItWasAsked() throws Exception {
        var work = new Noting();
        var engine = open(engines, "a", engine("jdbc:h2:mem:asked"));
        var connection = new WorkConnection(work.as(Connection.class), engine.connections(), new Call());
        var statement = new Noting();
        var prepared = new Noting();
        var result = new Noting();
        return Stream.of(calls(Connection.class, connection, work),
                calls(Statement.class, new WorkStatement(connection, statement.as(Statement.class)), statement),
                calls(PreparedStatement.class,
                        new WorkPrepared(connection, prepared.as(PreparedStatement.class), "select 1"), prepared),
                calls(ResultSet.class, new WorkResult(connection, null, result.as(ResultSet.class)), result))
                .flatMap(all -> all);
    }

    private static Stream<DynamicTest> calls(Class<?> type, Object asked, Noting behind) {
        return Arrays.stream(type.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()) && !OWN.contains(method.getName()))
                .map(method -> dynamicTest(method.toGenericString(), () -> {
                    var arguments = Arrays.stream(method.getParameterTypes())
                            .map(WorkConnectionsTest::standard)
                            .toArray();
                    var answer = method.invoke(asked, arguments);
                    var arrived = Objects.requireNonNull(behind.last);
                    if (!method.getName().equals("getQueryTimeout")) {
                        assertThat(arrived.method().getName()).isEqualTo(method.getName());
                        assertThat(arrived.method().getParameterTypes()).isEqualTo(method.getParameterTypes());
                        assertThat(arrived.arguments()).containsExactly(arguments);
                    }
                    if (method.getReturnType().isPrimitive() && method.getReturnType() != void.class
                            && !method.getName().equals("getQueryTimeout")) {
                        assertThat(answer).isEqualTo(standard(method.getReturnType()));
                    }
                }));
    }
}
