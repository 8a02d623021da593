package dev.rowhouse.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rowhouse.engine.Engines;
import dev.rowhouse.spi.NoEngineException;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQueryReference;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.CacheMode;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Whatever a session can be asked is led to where it belongs, or refused with what to write instead. */
@Execution(ExecutionMode.SAME_THREAD)
class EveryOperationTest {
    /** Those that belong to no entity. */
    private static final Set<String> REFUSED = Set.of("addEventListeners", "beginTransaction", "callWithConnection",
            "createNamedStoredProcedureQuery", "createNativeMutationQuery", "createStoredProcedureCall",
            "createStoredProcedureQuery", "disableFetchProfile", "disableFilter", "doReturningWork", "doWork",
            "enableFetchProfile", "enableFilter", "fromTransaction", "getCacheMode", "getCacheRetrieveMode",
            "getCacheStoreMode", "getDelegate", "getEnabledFilter", "getFetchBatchSize", "getFlushMode",
            "getHibernateFlushMode", "getJdbcBatchSize", "getLobHelper", "getMetamodel", "getNamedProcedureCall",
            "getProperties", "getStatistics", "getTenantIdentifier", "getTenantIdentifierValue", "getTransaction",
            "inTransaction", "isDefaultReadOnly", "isFetchProfileEnabled", "isJoinedToTransaction",
            "isSubselectFetchingEnabled", "joinTransaction", "runWithConnection", "sessionWithOptions", "setCacheMode",
            "setCacheRetrieveMode", "setCacheStoreMode", "setDefaultReadOnly", "setFetchBatchSize", "setFlushMode",
            "setHibernateFlushMode", "setJdbcBatchSize", "setProperty", "setSubselectFetchingEnabled",
            "statelessWithOptions", "unwrap");

    /** Those that mean all sessions. */
    private static final Set<String> OF_ALL = Set.of("flush", "clear", "close", "cancelQuery", "isOpen",
            "getManagedEntities");

    /** Those that ask one session after the other until one says yes. */
    private static final Set<String> OF_ANY = Set.of("isDirty", "isConnected");

    private static final Set<String> FACTORIES = Set.of("getFactory", "getSessionFactory", "getEntityManagerFactory");

    private final Engines engines = new Engines();

    @SuppressWarnings("NullAway.Init")
    private House house;

    @BeforeEach
    void open(TestInfo test) throws Exception {
        house = House.open(engines, "every-" + test.getTestMethod().orElseThrow().getName());
    }

    @AfterEach
    void close() {
        house.close();
        engines.close();
    }

    private static List<Method> operations() {
        var operations = new LinkedHashMap<String, Method>();
        for (var method : Session.class.getMethods()) {
            if (!Modifier.isStatic(method.getModifiers()) && !method.isBridge()) {
                operations.putIfAbsent(method.getName() + Arrays.toString(method.getParameterTypes()), method);
            }
        }
        return List.copyOf(operations.values());
    }

    @Test
    void declaresEveryMethodItself() throws Exception {
        assertThat(operations()).hasSizeGreaterThan(160);
        for (var operation : operations()) {
            var found = RoutedSession.class.getMethod(operation.getName(), operation.getParameterTypes());
            assertThat(found.getDeclaringClass().getPackageName()).as(operation.toString())
                    .isEqualTo("dev.rowhouse.route");
        }
    }

    @TestFactory
    Stream<DynamicTest> isLedToItsEngineOrRefused() {
        return operations().stream()
                .map(operation -> DynamicTest.dynamicTest(
                        operation.getName() + Arrays.toString(operation.getParameterTypes()), () -> check(operation)));
    }

    private void check(Method operation) throws Exception {
        house.closeSessions();
        var entry = new Entry(1);
        house.session().persist(entry);
        house.session().persist(new Note(1, "a"));
        var session = house.session();
        var arguments = arguments(operation, house, entry);
        var calls = new ArrayList<String>();
        house.calls = calls;
        var failure = catchThrowable(() -> call(operation, session, arguments));
        house.calls = null;
        var name = operation.getName();
        calls.removeIf(call -> call.endsWith(".unwrap") || (call.endsWith(".isOpen") && !name.equals("isOpen")));
        if (FACTORIES.contains(name)) {
            assertThat(failure).isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining("use the session, or getCriteriaBuilder()");
        } else if (REFUSED.contains(name) || isPlainSql(operation)) {
            assertThat(calls).isEmpty();
            assertThat(failure).isInstanceOf(NoEngineException.class)
                    .hasMessageStartingWith("instance 'acme': %s belongs to one engine", name)
                    .hasMessageContaining("default, log, archive")
                    .hasMessageContaining("inside work.on(\"archive\")")
                    .hasMessageContaining("@Named(\"archive\")");
        } else if (name.equals("getCriteriaBuilder")) {
            assertThat(calls).isEmpty();
            assertThat(failure).isNull();
        } else if (OF_ALL.contains(name)) {
            assertThat(calls).containsExactly("default." + name, "log." + name);
        } else if (OF_ANY.contains(name)) {
            assertThat(calls).contains("default." + name);
        } else {
            assertThat(calls).containsExactly("log." + name);
        }
    }

    private static boolean isPlainSql(Method operation) {
        return operation.getName().equals("createNativeQuery") && operation.getParameterCount() == 1;
    }

    private static void call(Method operation, Session session, @Nullable Object[] arguments) throws Throwable {
        try {
            operation.invoke(session, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static @Nullable Object[] arguments(Method operation, House house, Entry entry) {
        var types = operation.getParameterTypes();
        var arguments = new @Nullable Object[types.length];
        for (int i = 0; i < types.length; i++) {
            arguments[i] = argument(operation.getName(), i, types[i], house, entry);
        }
        return arguments;
    }

    private static @Nullable Object argument(String operation, int place, Class<?> type, House house, Entry entry) {
        var log = house.session("log");
        HibernateCriteriaBuilder criteria = house.session().getCriteriaBuilder();
        return switch (type.getSimpleName()) {
            case "String" -> text(operation, place);
            case "Class" -> operation.equals("unwrap") ? SessionImplementor.class : Entry.class;
            case "Object" ->
                place > 0 && !Set.of("contains", "persist", "replicate", "merge").contains(operation) ? (Object) 1L
                        : entry;
            case "List" -> List.of(1L);
            case "Map" -> Map.of();
            case "EntityGraph" -> log.createEntityGraph(Entry.class);
            case "EntityType" -> log.getMetamodel().entity(Entry.class);
            case "TypedQueryReference" -> reference();
            case "CriteriaQuery", "CriteriaSelect" -> {
                var query = criteria.createQuery(Entry.class);
                query.select(query.from(Entry.class));
                yield query;
            }
            case "CriteriaUpdate" -> criteria.createCriteriaUpdate(Entry.class);
            case "CriteriaDelete" -> criteria.createCriteriaDelete(Entry.class);
            case "JpaCriteriaInsert" -> criteria.createCriteriaInsertValues(Entry.class);
            case "LockModeType" -> LockModeType.NONE;
            case "CacheMode" -> CacheMode.NORMAL;
            case "int", "Integer" -> 1;
            case "boolean" -> true;
            default -> type.isArray() ? java.lang.reflect.Array.newInstance(type.getComponentType(), 0) : null;
        };
    }

    private static String text(String operation, int place) {
        return switch (operation) {
            case "createQuery", "createSelectionQuery" -> "from Entry";
            case "createMutationQuery" -> "delete from Entry";
            case "createNamedQuery", "createNamedSelectionQuery", "getNamedQuery" -> "Entry.all";
            case "createNamedMutationQuery" -> "Entry.remove";
            case "getNamedNativeQuery" -> place == 0 ? "Entry.sql" : "Entry.ids";
            case "createNativeQuery", "createNativeMutationQuery" -> place == 0 ? "select * from Entry" : "Entry.ids";
            case "createEntityGraph", "getEntityGraph" -> "Entry.graph";
            default -> Entry.class.getName();
        };
    }

    private static TypedQueryReference<Entry> reference() {
        return new TypedQueryReference<>() {
            @Override
            public String getName() {
                return "Entry.all";
            }

            @Override
            public Class<? extends Entry> getResultType() {
                return Entry.class;
            }

            @Override
            public Map<String, Object> getHints() {
                return Map.of();
            }
        };
    }

    @Test
    void doesAllOfItOnTheEngineThatWorkIsOn() {
        house.on("log", () -> {
            var session = house.session();
            assertThat(session.getTransaction().isActive()).isTrue();
            session.setFetchBatchSize(7);
            assertThat(house.session("log").getFetchBatchSize()).isEqualTo(7);
            assertThat(session.createNativeQuery("select count(*) from ledger", Long.class).getSingleResult()).isZero();
            session.doWork(connection -> assertThat(connection.getMetaData().getURL()).endsWith("WorkIsOn-log"));
            assertThat(session.unwrap(Session.class)).isSameAs(session);
            assertThatThrownBy(() -> session.unwrap(SessionFactory.class))
                    .isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(() -> session.unwrap(EntityManagerFactory.class))
                    .isInstanceOf(UnsupportedOperationException.class);
        });
        assertThat(house.opened()).containsExactly("log");
    }

    @Test
    void saysThatTransactionsAreBegunByWork() {
        assertThatThrownBy(() -> house.session().beginTransaction()).isInstanceOf(NoEngineException.class)
                .hasMessage("instance 'acme': beginTransaction belongs to one engine, and this session stands for all "
                        + "of default, log, archive; call Work.inTransaction, which begins one in each engine that is "
                        + "used, or call this inside work.on(\"archive\"), or on a session that is injected with "
                        + "@Named(\"archive\")");
    }
}
