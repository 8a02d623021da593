package dev.rowhouse.route;

import jakarta.persistence.CacheRetrieveMode;
import jakarta.persistence.CacheStoreMode;
import jakarta.persistence.ConnectionConsumer;
import jakarta.persistence.ConnectionFunction;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.metamodel.Metamodel;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.CacheMode;
import org.hibernate.Filter;
import org.hibernate.FlushMode;
import org.hibernate.LobHelper;
import org.hibernate.Session;
import org.hibernate.SessionEventListener;
import org.hibernate.SessionFactory;
import org.hibernate.SharedSessionBuilder;
import org.hibernate.SharedStatelessSessionBuilder;
import org.hibernate.Transaction;
import org.hibernate.jdbc.ReturningWork;
import org.hibernate.jdbc.Work;
import org.hibernate.procedure.ProcedureCall;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.hibernate.stat.SessionStatistics;

/**
 * A session that stands for several: it has no state, and leads each operation to the session that it belongs to.
 *
 * <p>Every method of Hibernate's {@code Session} is written here once, in terms of a few choices that who extends it
 * makes. It extends none of Hibernate's delegates, and calls none of its default methods, so that nothing reaches a
 * session which was not chosen for it. What belongs to no instance, type or query asks for {@linkplain #only the one
 * session there is}, what is not written yet is flushed, looked through and cleared in {@linkplain #open() all that are
 * open}. A method that means something else where several sessions are chosen together is overridden.
 *
 * <p>For the thread whose sessions it chooses among.
 */
@SuppressWarnings({"serial", "deprecation", "removal"}) // As in what it extends.
public abstract class ChoosingSession extends ChoosingByQuery {
    /** Chooses by what those who extend it say. */
    protected ChoosingSession() {}

    /**
     * The one session there is, for what belongs to no entity.
     *
     * @param operation the method that the app called
     * @throws RuntimeException if there are several; says what to call instead
     */
    protected abstract Session only(String operation);

    /**
     * Changes a setting: flush mode, cache modes, batch sizes, read-only, filters that are switched off, fetch profiles,
     * listeners, properties. Of the {@linkplain #only only} session, unless it is overridden.
     *
     * @param operation the method that the app called
     */
    protected void set(String operation, Consumer<Session> setting) {
        setting.accept(only(operation));
    }

    /**
     * The session that is asked how it is set: the {@linkplain #only only} one, unless it is overridden.
     *
     * @param operation the method that the app called
     */
    protected Session setting(String operation) {
        return only(operation);
    }

    private static UnsupportedOperationException noFactory() {
        return new UnsupportedOperationException(
                "the session factory is shared by all instances of the app; use the session, or getCriteriaBuilder() of it");
    }

    @Override
    public void addEventListeners(SessionEventListener... listeners) {
        set("addEventListeners", session -> session.addEventListeners(listeners));
    }

    @Override
    public Transaction beginTransaction() {
        return only("beginTransaction").beginTransaction();
    }

    @Override
    public <C, T> T callWithConnection(ConnectionFunction<C, T> work) {
        return only("callWithConnection").callWithConnection(work);
    }

    @Override
    public void cancelQuery() {
        for (var session : open()) {
            session.cancelQuery();
        }
    }

    @Override
    public void clear() {
        for (var session : open()) {
            session.clear();
        }
    }

    @Override
    public void close() {
        for (var session : open()) {
            session.close();
        }
    }

    @Override
    public ProcedureCall createNamedStoredProcedureQuery(String name) {
        return only("createNamedStoredProcedureQuery").createNamedStoredProcedureQuery(name);
    }

    @Override
    public ProcedureCall createStoredProcedureCall(String procedure) {
        return only("createStoredProcedureCall").createStoredProcedureCall(procedure);
    }

    @Override
    public ProcedureCall createStoredProcedureCall(String procedure, Class<?>... results) {
        return only("createStoredProcedureCall").createStoredProcedureCall(procedure, results);
    }

    @Override
    public ProcedureCall createStoredProcedureCall(String procedure, String... mappings) {
        return only("createStoredProcedureCall").createStoredProcedureCall(procedure, mappings);
    }

    @Override
    public ProcedureCall createStoredProcedureQuery(String procedure) {
        return only("createStoredProcedureQuery").createStoredProcedureQuery(procedure);
    }

    @Override
    public ProcedureCall createStoredProcedureQuery(String procedure, Class<?>... results) {
        return only("createStoredProcedureQuery").createStoredProcedureQuery(procedure, results);
    }

    @Override
    public ProcedureCall createStoredProcedureQuery(String procedure, String... mappings) {
        return only("createStoredProcedureQuery").createStoredProcedureQuery(procedure, mappings);
    }

    @Override
    public void disableFetchProfile(String name) {
        set("disableFetchProfile", session -> session.disableFetchProfile(name));
    }

    @Override
    public void disableFilter(String name) {
        set("disableFilter", session -> session.disableFilter(name));
    }

    @Override
    public <T> T doReturningWork(ReturningWork<T> work) {
        return only("doReturningWork").doReturningWork(work);
    }

    @Override
    public void doWork(Work work) {
        only("doWork").doWork(work);
    }

    @Override
    public void enableFetchProfile(String name) {
        set("enableFetchProfile", session -> session.enableFetchProfile(name));
    }

    @Override
    public Filter enableFilter(String name) {
        return only("enableFilter").enableFilter(name);
    }

    @Override
    public void flush() {
        for (var session : open()) {
            session.flush();
        }
    }

    @Override
    public <R> R fromTransaction(Function<? super Transaction, R> action) {
        return only("fromTransaction").fromTransaction(action);
    }

    @Override
    public CacheMode getCacheMode() {
        return setting("getCacheMode").getCacheMode();
    }

    @Override
    public CacheRetrieveMode getCacheRetrieveMode() {
        return setting("getCacheRetrieveMode").getCacheRetrieveMode();
    }

    @Override
    public CacheStoreMode getCacheStoreMode() {
        return setting("getCacheStoreMode").getCacheStoreMode();
    }

    @Override
    public HibernateCriteriaBuilder getCriteriaBuilder() {
        return only("getCriteriaBuilder").getCriteriaBuilder();
    }

    @Override
    public Object getDelegate() {
        return only("getDelegate").getDelegate();
    }

    @Override
    public Filter getEnabledFilter(String name) {
        return setting("getEnabledFilter").getEnabledFilter(name);
    }

    @Override
    public EntityManagerFactory getEntityManagerFactory() {
        throw noFactory();
    }

    @Override
    public SessionFactory getFactory() {
        throw noFactory();
    }

    @Override
    public int getFetchBatchSize() {
        return setting("getFetchBatchSize").getFetchBatchSize();
    }

    @Override
    public FlushModeType getFlushMode() {
        return setting("getFlushMode").getFlushMode();
    }

    @Override
    public FlushMode getHibernateFlushMode() {
        return setting("getHibernateFlushMode").getHibernateFlushMode();
    }

    @Override
    public Integer getJdbcBatchSize() {
        return setting("getJdbcBatchSize").getJdbcBatchSize();
    }

    @Override
    public LobHelper getLobHelper() {
        return only("getLobHelper").getLobHelper();
    }

    @Override
    public Metamodel getMetamodel() {
        return only("getMetamodel").getMetamodel();
    }

    @Override
    public ProcedureCall getNamedProcedureCall(String name) {
        return only("getNamedProcedureCall").getNamedProcedureCall(name);
    }

    @Override
    public Map<String, Object> getProperties() {
        return setting("getProperties").getProperties();
    }

    @Override
    public SessionFactory getSessionFactory() {
        throw noFactory();
    }

    @Override
    public SessionStatistics getStatistics() {
        return only("getStatistics").getStatistics();
    }

    @Override
    public String getTenantIdentifier() {
        return only("getTenantIdentifier").getTenantIdentifier();
    }

    @Override
    public Object getTenantIdentifierValue() {
        return only("getTenantIdentifierValue").getTenantIdentifierValue();
    }

    @Override
    public Transaction getTransaction() {
        return only("getTransaction").getTransaction();
    }

    @Override
    public void inTransaction(Consumer<? super Transaction> action) {
        only("inTransaction").inTransaction(action);
    }

    @Override
    public boolean isConnected() {
        for (var session : open()) {
            if (session.isConnected()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean isDefaultReadOnly() {
        return setting("isDefaultReadOnly").isDefaultReadOnly();
    }

    @Override
    public boolean isDirty() {
        for (var session : open()) {
            if (session.isDirty()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean isFetchProfileEnabled(String name) {
        return setting("isFetchProfileEnabled").isFetchProfileEnabled(name);
    }

    @Override
    public boolean isJoinedToTransaction() {
        return only("isJoinedToTransaction").isJoinedToTransaction();
    }

    @Override
    public abstract boolean isOpen();

    @Override
    public boolean isSubselectFetchingEnabled() {
        return setting("isSubselectFetchingEnabled").isSubselectFetchingEnabled();
    }

    @Override
    public void joinTransaction() {
        only("joinTransaction").joinTransaction();
    }

    @Override
    public <C> void runWithConnection(ConnectionConsumer<C> work) {
        only("runWithConnection").runWithConnection(work);
    }

    @Override
    public SharedSessionBuilder sessionWithOptions() {
        return only("sessionWithOptions").sessionWithOptions();
    }

    @Override
    public void setCacheMode(CacheMode mode) {
        set("setCacheMode", session -> session.setCacheMode(mode));
    }

    @Override
    public void setCacheRetrieveMode(CacheRetrieveMode mode) {
        set("setCacheRetrieveMode", session -> session.setCacheRetrieveMode(mode));
    }

    @Override
    public void setCacheStoreMode(CacheStoreMode mode) {
        set("setCacheStoreMode", session -> session.setCacheStoreMode(mode));
    }

    @Override
    public void setDefaultReadOnly(boolean readOnly) {
        set("setDefaultReadOnly", session -> session.setDefaultReadOnly(readOnly));
    }

    @Override
    public void setFetchBatchSize(int size) {
        set("setFetchBatchSize", session -> session.setFetchBatchSize(size));
    }

    @Override
    public void setFlushMode(FlushModeType mode) {
        set("setFlushMode", session -> session.setFlushMode(mode));
    }

    @Override
    public void setHibernateFlushMode(FlushMode mode) {
        set("setHibernateFlushMode", session -> session.setHibernateFlushMode(mode));
    }

    @Override
    public void setJdbcBatchSize(Integer size) {
        set("setJdbcBatchSize", session -> session.setJdbcBatchSize(size));
    }

    @Override
    public void setProperty(String name, Object value) {
        set("setProperty", session -> session.setProperty(name, value));
    }

    @Override
    public void setSubselectFetchingEnabled(boolean enabled) {
        set("setSubselectFetchingEnabled", session -> session.setSubselectFetchingEnabled(enabled));
    }

    @Override
    public SharedStatelessSessionBuilder statelessWithOptions() {
        return only("statelessWithOptions").statelessWithOptions();
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        if (SessionFactory.class.isAssignableFrom(type) || type == EntityManagerFactory.class) {
            throw noFactory();
        }
        return type.isAssignableFrom(Session.class) ? type.cast(this) : only("unwrap").unwrap(type);
    }
}
