package dev.rowhouse.apps.conduit.model;

import dev.rowhouse.apps.conduit.refusal.Refusal;
import dev.rowhouse.spi.Change;
import dev.rowhouse.spi.ProblemException;
import dev.rowhouse.spi.Work;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/** The users of one instance. */
public final class Users {
    /** The id of no user. */
    private static final long NOBODY = 0;

    private final Session session;
    private final Work work;

    @Inject
    Users(Session session, Work work) {
        this.session = session;
        this.work = work;
    }

    /** The user with an id, as tokens name it. */
    public Optional<User> find(long id) {
        return Optional.ofNullable(session.find(User.class, id));
    }

    /** The user whom mail to an address reaches. */
    public Optional<User> findByEmail(String email) {
        return session.createSelectionQuery("from User where emailKey = :key", User.class)
                .setParameter("key", User.key(email))
                .uniqueResultOptional();
    }

    /**
     * Adds a user.
     *
     * @param wanted somebody acceptable
     * @throws ProblemException 409 if others have the username or the email
     */
    public User add(NewUser wanted, String passwordHash) {
        return work.inRetriedTransaction(() -> {
            refuseIfTaken(NOBODY, wanted.username(), wanted.email());
            var user = User.of(wanted.username(), wanted.email(), passwordHash);
            session.persist(user);
            return user;
        });
    }

    /**
     * Changes a user.
     *
     * @param wanted an acceptable change
     * @param passwordHash what the change of the password means for its hash
     * @throws ProblemException 409 if others have the username or the email, 401 if the user is gone
     */
    public User change(Viewer viewer, UserChange wanted, Change<String> passwordHash) {
        return work.inRetriedTransaction(() -> {
            var user = session.find(User.class, viewer.userId(), LockModeType.PESSIMISTIC_WRITE);
            if (user == null) {
                throw Refusal.invalidToken();
            }
            refuseIfTaken(user.id(), wanted.username().wanted().orElse(user.username()),
                    wanted.email().wanted().orElse(user.email()));
            user.become(wanted, passwordHash);
            return user;
        });
    }

    private void refuseIfTaken(long userId, String username, String email) {
        var others = session.createSelectionQuery("""
                from User where id <> :id and (username = :username or emailKey = :key)
                """, User.class)
                .setParameter("id", userId)
                .setParameter("username", username)
                .setParameter("key", User.key(email))
                .getResultList();
        List<String> taken = new ArrayList<>();
        if (others.stream().anyMatch(other -> other.username().equals(username))) {
            taken.add("username");
        }
        if (others.stream().anyMatch(other -> other.emailKey().equals(User.key(email)))) {
            taken.add("email");
        }
        if (!taken.isEmpty()) {
            throw Refusal.taken(taken);
        }
    }
}
