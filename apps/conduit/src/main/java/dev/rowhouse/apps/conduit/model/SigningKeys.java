package dev.rowhouse.apps.conduit.model;

import dev.rowhouse.spi.Work;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import org.hibernate.Session;

/** Keeps the key of this instance in its own database, where no other instance can look. */
public final class SigningKeys {
    private final Session session;
    private final Work work;

    @Inject
    SigningKeys(Session session, Work work) {
        this.session = session;
        this.work = work;
    }

    /** The key, made at random when it is first asked for. */
    public byte[] secret() {
        return work.inRetriedTransaction(() -> {
            var known = session.find(SigningKey.class, SigningKey.ONLY);
            if (known != null) {
                return known.secret();
            }
            var secret = new byte[SigningKey.BYTES];
            new SecureRandom().nextBytes(secret);
            session.persist(new SigningKey(secret));
            return secret;
        });
    }
}
