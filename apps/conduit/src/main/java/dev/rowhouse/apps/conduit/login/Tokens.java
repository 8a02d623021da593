package dev.rowhouse.apps.conduit.login;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.source.ImmutableSecret;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.JWTProcessor;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Gives users tokens and knows them again: JSON Web Tokens, signed with HMAC SHA-256 and the key of this instance, in its
 * name. A token of another instance is none here; by its name, not even where two instances have copies of one database.
 *
 * <p>Safe for use by many threads.
 */
public final class Tokens {
    private static final JWSAlgorithm ALGORITHM = JWSAlgorithm.HS256;

    private final String issuer;
    private final Duration lifetime;
    private final JWSSigner signer;
    private final JWTProcessor<SecurityContext> verifier;

    private Tokens(String issuer, Duration lifetime, JWSSigner signer, JWTProcessor<SecurityContext> verifier) {
        this.issuer = issuer;
        this.lifetime = lifetime;
        this.signer = signer;
        this.verifier = verifier;
    }

    /**
     * Tokens of one instance.
     *
     * @param issuer the name of the instance
     * @param secret the key of the instance, 32 bytes
     * @param lifetime how long a token lets its user in
     */
    static Tokens create(String issuer, byte[] secret, Duration lifetime) {
        var verifier = new DefaultJWTProcessor<SecurityContext>();
        verifier.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHM, new ImmutableSecret<>(secret)));
        var claims = new DefaultJWTClaimsVerifier<SecurityContext>(new JWTClaimsSet.Builder().issuer(issuer).build(),
                Set.of("sub", "exp"));
        claims.setMaxClockSkew(0);
        verifier.setJWTClaimsSetVerifier(claims);
        try {
            return new Tokens(issuer, lifetime, new MACSigner(secret), verifier);
        } catch (JOSEException e) {
            throw new IllegalStateException("the signing key of instance '%s' is unusable".formatted(issuer), e);
        }
    }

    /** A token that stands for the user with a key, until it expires. */
    public String issue(UUID userKey) {
        var now = Instant.now();
        var claims = new JWTClaimsSet.Builder().issuer(issuer)
                .subject(userKey.toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(lifetime)))
                .build();
        var token = new SignedJWT(new JWSHeader(ALGORITHM), claims);
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("instance '%s' can't sign a token".formatted(issuer), e);
        }
        return token.serialize();
    }

    /** The key of the user whom a token stands for; empty if it is not a valid token of this instance. */
    Optional<UUID> userKey(String token) {
        try {
            return Optional.of(UUID.fromString(verifier.process(token, null).getSubject()));
        } catch (ParseException | BadJOSEException | JOSEException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
