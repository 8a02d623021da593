package dev.rowhouse.apps.conduit.login;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import dev.rowhouse.apps.conduit.model.SigningKeys;
import dev.rowhouse.spi.Instance;
import jakarta.inject.Singleton;
import java.time.Duration;

/** What one instance owns to know its users. */
public final class LoginModule extends AbstractModule {
    private final Duration tokenLifetime;
    private final int bcryptStrength;

    /**
     * Logins of one instance.
     *
     * @param tokenLifetime how long a token lets its user in
     * @param bcryptStrength how slow passwords are hashed, as bcrypt has it
     */
    public LoginModule(Duration tokenLifetime, int bcryptStrength) {
        this.tokenLifetime = tokenLifetime;
        this.bcryptStrength = bcryptStrength;
    }

    @Override
    protected void configure() {
        bind(Login.class);
    }

    @Provides
    @Singleton
    Passwords passwords() {
        return new Passwords(bcryptStrength);
    }

    @Provides
    @Singleton
    Tokens tokens(SigningKeys keys, Instance instance) {
        return Tokens.create(instance.name(), keys.secret(), tokenLifetime);
    }
}
