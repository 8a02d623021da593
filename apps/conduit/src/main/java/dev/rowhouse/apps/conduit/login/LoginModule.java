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

    /**
     * Logins of one instance.
     *
     * @param tokenLifetime how long a token lets its user in
     */
    public LoginModule(Duration tokenLifetime) {
        this.tokenLifetime = tokenLifetime;
    }

    @Override
    protected void configure() {
        bind(Login.class);
        bind(Passwords.class).in(Singleton.class);
    }

    @Provides
    @Singleton
    Tokens tokens(SigningKeys keys, Instance instance) {
        return Tokens.create(instance.name(), keys.secret(), tokenLifetime);
    }
}
