package dev.rowhouse.apps.conduit.model;

import dev.rowhouse.apps.conduit.refusal.Refusal;
import dev.rowhouse.spi.ProblemException;
import dev.rowhouse.spi.Work;
import jakarta.inject.Inject;
import org.hibernate.Session;

/** The users of one instance as others see and follow them. */
public final class Profiles {
    private final Session session;
    private final Work work;

    @Inject
    Profiles(Session session, Work work) {
        this.session = session;
        this.work = work;
    }

    /**
     * The profile of a user.
     *
     * @throws ProblemException 404 if there is no such user
     */
    public Profile find(String username, Viewer viewer) {
        return view(user(username), viewer);
    }

    /**
     * Makes the viewer a follower; whoever is one already stays one.
     *
     * @throws ProblemException 404 if there is no such user
     */
    public Profile follow(String username, Viewer viewer) {
        return work.inRetriedTransaction(() -> {
            var followed = user(username);
            if (session.find(Follow.class, new Follow.Key(viewer.userId(), followed.id())) == null) {
                session.persist(new Follow(session.getReference(User.class, viewer.userId()), followed));
            }
            return view(followed, viewer);
        });
    }

    /**
     * Ends that the viewer is a follower, if they are.
     *
     * @throws ProblemException 404 if there is no such user
     */
    public Profile unfollow(String username, Viewer viewer) {
        return work.inRetriedTransaction(() -> {
            var followed = user(username);
            session.createMutationQuery("delete from Follow where follower.id = :viewer and followed.id = :followed")
                    .setParameter("viewer", viewer.userId())
                    .setParameter("followed", followed.id())
                    .executeUpdate();
            return view(followed, viewer);
        });
    }

    private User user(String username) {
        return session.createSelectionQuery("from User where username = :username", User.class)
                .setParameter("username", username)
                .uniqueResultOptional()
                .orElseThrow(() -> Refusal.notFound("profile"));
    }

    private Profile view(User user, Viewer viewer) {
        boolean following = session.createSelectionQuery("""
                select count(f) from Follow f where f.follower.id = :viewer and f.followed.id = :followed
                """, Long.class)
                .setParameter("viewer", viewer.userId())
                .setParameter("followed", user.id())
                .getSingleResult() > 0;
        return new Profile(user.username(), user.bio(), user.image(), following);
    }
}
