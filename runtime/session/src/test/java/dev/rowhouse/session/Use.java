package dev.rowhouse.session;

import java.util.List;
import org.hibernate.Hibernate;
import org.hibernate.LockMode;
import org.hibernate.ReplicationMode;
import org.hibernate.Session;

/** The ways in which a session can be given a parcel that isn't its own. */
@SuppressWarnings("ImmutableEnumChecker") // The steps hold nothing.
enum Use {
    PERSIST((own, foreign, now) -> own.persist(foreign)),
    MERGE((own, foreign, now) -> own.merge(foreign)),
    REMOVE((own, foreign, now) -> own.remove(foreign)),
    REFRESH((own, foreign, now) -> own.refresh(foreign)),
    LOCK((own, foreign, now) -> own.lock(foreign, LockMode.PESSIMISTIC_WRITE)),
    @SuppressWarnings("deprecation") // It is there as long as Hibernate has it.
    REPLICATE((own, foreign, now) -> own.replicate(foreign, ReplicationMode.OVERWRITE)),
    DETACH((own, foreign, now) -> own.detach(foreign)),
    REFERENCE((own, foreign, now) -> own.getReference(foreign)),
    POINT_TO_WHEN_PERSISTED((own, foreign, now) -> own.persist(new Parcel("fresh", foreign))),
    POINT_TO_WHEN_MERGED((own, foreign, now) -> own.merge(new Parcel("fresh", foreign))),
    EMBED((own, foreign, now) -> {
        var fresh = new Parcel("fresh");
        fresh.deed = new Parcel.Deed(foreign);
        own.persist(fresh);
    }),
    COLLECT((own, foreign, now) -> {
        var fresh = new Parcel("fresh");
        fresh.near.add(foreign);
        own.persist(fresh);
    }),
    CHANGE((own, foreign, now) -> {
        var changed = own.find(Parcel.class, 2L);
        now.run();
        changed.whole = foreign;
        own.flush();
    }),
    CHANGE_EMBEDDED((own, foreign, now) -> {
        var changed = own.find(Parcel.class, 1L);
        now.run();
        changed.deed = new Parcel.Deed(foreign);
        own.flush();
    }),
    ADD((own, foreign, now) -> {
        var changed = own.find(Parcel.class, 1L);
        Hibernate.initialize(changed.near);
        now.run();
        changed.near.add(foreign);
        own.flush();
    }),
    ADD_UNSEEN((own, foreign, now) -> {
        var changed = own.find(Parcel.class, 1L);
        now.run();
        changed.parts.add(foreign);
        own.flush();
    }),
    CHANGE_BEFORE_A_QUERY((own, foreign, now) -> {
        var changed = own.find(Parcel.class, 2L);
        now.run();
        changed.whole = foreign;
        own.createSelectionQuery("from Parcel", Parcel.class).getResultList();
    }),
    CHANGE_AND_ASK((own, foreign, now) -> {
        var changed = own.find(Parcel.class, 2L);
        now.run();
        changed.whole = foreign;
        own.isDirty();
    }),
    SELECT((own, foreign, now) -> own.createSelectionQuery("from Parcel where whole = :whole", Parcel.class)
            .setParameter("whole", foreign)
            .getResultList()),
    SELECT_AS_ITSELF((own, foreign, now) -> own.createQuery("from Parcel p where p = ?1", Parcel.class)
            .setParameter(1, foreign)
            .getSingleResult()),
    SELECT_SEVERAL(
            (own, foreign, now) -> own.createSelectionQuery("from Parcel p where p.whole in (:wholes)", Parcel.class)
                    .setParameterList("wholes", List.of(foreign))
                    .getResultList()),
    SELECT_MEMBERS(
            (own, foreign, now) -> own.createSelectionQuery("from Parcel p where :one member of p.near", Parcel.class)
                    .setParameter("one", foreign)
                    .getResultList()),
    SELECT_BY_CRITERIA((own, foreign, now) -> {
        var builder = own.getCriteriaBuilder();
        var criteria = builder.createQuery(Parcel.class);
        var parcel = criteria.from(Parcel.class);
        own.createQuery(criteria.select(parcel).where(builder.equal(parcel.get("whole"), foreign))).getResultList();
    }),
    UPDATE((own, foreign, now) -> own.createMutationQuery("update Parcel set whole = :whole where id = 2")
            .setParameter("whole", foreign)
            .executeUpdate()),
    DELETE((own, foreign, now) -> own.createMutationQuery("delete from Parcel where whole = :whole")
            .setParameter("whole", foreign)
            .executeUpdate());

    private final Step step;

    Use(Step step) {
        this.step = step;
    }

    /** What is done. */
    private interface Step {
        /** @param now to be called before the foreign parcel comes in, where something is read first */
        void take(Session own, Parcel foreign, Runnable now);
    }

    void of(Parcel foreign, Session own, Runnable now) {
        now.run();
        step.take(own, foreign, now);
    }
}
