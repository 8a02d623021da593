package dev.rowhouse.apps.conduit.model;

import dev.rowhouse.apps.conduit.body.NewUser;
import dev.rowhouse.apps.conduit.body.UserChange;
import dev.rowhouse.apps.conduit.refusal.Refusal;
import dev.rowhouse.spi.Change;
import dev.rowhouse.spi.ProblemException;
import dev.rowhouse.spi.Work;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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

    /** The user whom tokens with a key stand for. */
    public Optional<User> findByTokenKey(UUID tokenKey) {
        return session.createSelectionQuery("from User where tokenKey = :key", User.class)
                .setParameter("key", tokenKey)
                .uniqueResultOptional();
    }

    /** The same user, without loading what is known of them. */
    public Optional<Viewer> viewerByTokenKey(UUID tokenKey) {
        return session.createSelectionQuery("select id from User where tokenKey = :key", Long.class)
                .setParameter("key", tokenKey)
                .uniqueResultOptional()
                .map(Viewer::new);
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
            refuseIfTaken(NOBODY, new Change.To<>(wanted.username()), new Change.To<>(wanted.email()));
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
            refuseIfTaken(user.id(), wanted.username(), wanted.email());
            user.become(wanted, passwordHash);
            return user;
        });
    }

    private void refuseIfTaken(long userId, Change<String> username, Change<String> email) {
        List<String> taken = new ArrayList<>();
        if (username.wanted().filter(name -> othersHave("username", name, userId)).isPresent()) {
            taken.add("username");
        }
        if (email.wanted().filter(address -> othersHave("emailKey", User.key(address), userId)).isPresent()) {
            taken.add("email");
        }
        if (!taken.isEmpty()) {
            throw Refusal.taken(taken);
        }
    }

    private boolean othersHave(String attribute, String value, long userId) {
        return session.createSelectionQuery("select id from User where %s = :value".formatted(attribute), Long.class)
                .setParameter("value", value)
                .uniqueResultOptional()
                .filter(id -> id != userId)
                .isPresent();
    }
}
