package dev.rowhouse.apps.conduit.model;

import dev.rowhouse.apps.conduit.body.NewUser;
import dev.rowhouse.apps.conduit.body.UserChange;
import dev.rowhouse.apps.conduit.body.Username;
import dev.rowhouse.spi.Change;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Somebody who has signed up. */
@Entity
@Table(name = "account", uniqueConstraints = {@UniqueConstraint(name = "account_username", columnNames = "username"),
        @UniqueConstraint(name = "account_email", columnNames = "email_key"),
        @UniqueConstraint(name = "account_token_key", columnNames = "token_key")})
public class User {
    private static final int HASH_LENGTH = 100;

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    private long id;

    @Column(nullable = false, length = Username.MOST_CHARACTERS)
    private String username = "";

    @Column(nullable = false, length = NewUser.EMAIL_LENGTH)
    private String email = "";

    /** The email as it is compared: capitals make no second account. Some letters are two in lower case. */
    @Column(name = "email_key", nullable = false, length = 2 * NewUser.EMAIL_LENGTH)
    private String emailKey = "";

    /** What tokens name. Not the id, which somebody else gets when an older state of the database is restored. */
    @Column(name = "token_key", nullable = false)
    private UUID tokenKey = UUID.randomUUID();

    @Column(name = "password_hash", nullable = false, length = HASH_LENGTH)
    private String passwordHash = "";

    @Column(length = UserChange.BIO_LENGTH)
    private @Nullable String bio;

    @Column(length = UserChange.IMAGE_LENGTH)
    private @Nullable String image;

    /** For the ORM. */
    protected User() {}

    static User of(String username, String email, String passwordHash) {
        var user = new User();
        user.username = username;
        user.writeTo(email);
        user.passwordHash = passwordHash;
        return user;
    }

    /** Makes the changes that are wanted. */
    void become(UserChange change, Change<String> newPasswordHash) {
        change.username().wanted().ifPresent(value -> username = value);
        change.email().wanted().ifPresent(this::writeTo);
        newPasswordHash.wanted().ifPresent(value -> passwordHash = value);
        bio = changed(bio, change.bio());
        image = changed(image, change.image());
    }

    /** An empty text says as little as none. */
    private static @Nullable String changed(@Nullable String text, Change<String> change) {
        return switch (change) {
            case Change.Keep<String> _ -> text;
            case Change.Clear<String> _ -> null;
            case Change.To<String>(var wanted) -> wanted.isBlank() ? null : wanted;
        };
    }

    static String key(String email) {
        return email.toLowerCase(Locale.ROOT);
    }

    private void writeTo(String address) {
        email = address;
        emailKey = key(address);
    }

    /** What joins know them by; it never changes. */
    long id() {
        return id;
    }

    /** What tokens know them by; it never changes. */
    public UUID tokenKey() {
        return tokenKey;
    }

    /** What others know them by. */
    public String username() {
        return username;
    }

    /** Where mail reaches them, as they wrote it. */
    public String email() {
        return email;
    }

    String emailKey() {
        return emailKey;
    }

    /** What their password is compared with. */
    public String passwordHash() {
        return passwordHash;
    }

    /** What they say of themselves. */
    public Optional<String> bio() {
        return Optional.ofNullable(bio);
    }

    /** The address of their picture. */
    public Optional<String> image() {
        return Optional.ofNullable(image);
    }
}
