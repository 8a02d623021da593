package dev.rowhouse.browser;

import dev.rowhouse.config.InstanceConfig;
import dev.rowhouse.config.InstanceName;
import dev.rowhouse.spi.Signer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Signs with HMAC-SHA-256 under keys that are derived (HKDF, RFC 5869) from a key of the instance, its name and a purpose. The name
 * is in it, so that a copy of the instance's folder under another name doesn't accept what the original has signed.
 *
 * <p>A token is {@code base64url(end || text) . base64url(mac)}, {@code end} being eight bytes of seconds since 1970.
 *
 * <p>Safe for use by many threads.
 */
public final class InstanceSigner implements Signer {
    private static final String MAC = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private final InstanceName instance;
    private final SigningKeys keys;
    private final InstantSource clock;

    /** For an instance. Nothing is read before something is to be signed. */
    public InstanceSigner(InstanceConfig config) {
        this(config.name(), new SigningKeys(config.name(), config.folder()), InstantSource.system());
    }

    InstanceSigner(InstanceName instance, SigningKeys keys, InstantSource clock) {
        this.instance = instance;
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public String sign(String purpose, String text) {
        return sign(purpose, text, Long.MAX_VALUE);
    }

    @Override
    public String sign(String purpose, String text, Duration validFor) {
        if (validFor.toSeconds() < 1) {
            throw new IllegalArgumentException(
                    "a token that is valid for %s is never valid; use 1 s or more".formatted(validFor));
        }
        return sign(purpose, text, clock.instant().plus(validFor).getEpochSecond());
    }

    private String sign(String purpose, String text, long end) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var payload = ByteBuffer.allocate(Long.BYTES + bytes.length).putLong(end).put(bytes).array();
        return ENCODER.encodeToString(payload) + "."
                + ENCODER.encodeToString(mac(keys.all().getFirst(), purpose, payload));
    }

    @Override
    public Optional<String> verify(String purpose, String token) {
        int dot = token.indexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        byte[] payload;
        byte[] mac;
        try {
            payload = DECODER.decode(token.substring(0, dot));
            mac = DECODER.decode(token.substring(dot + 1));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        // All keys are tried, in constant time each.
        boolean signed = false;
        for (var key : keys.all()) {
            signed |= MessageDigest.isEqual(mac(key, purpose, payload), mac);
        }
        if (!signed || payload.length < Long.BYTES) {
            return Optional.empty();
        }
        var content = ByteBuffer.wrap(payload);
        return clock.instant().getEpochSecond() < content.getLong() ? text(content) : Optional.empty();
    }

    private static Optional<String> text(ByteBuffer content) {
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(content).toString());
        } catch (CharacterCodingException e) {
            throw new IllegalStateException("what was signed here is no text", e);
        }
    }

    @Override
    public SecretKey key(String purpose, String algorithm) {
        return derive(keys.all().getFirst(), "key", purpose, algorithm);
    }

    private byte[] mac(byte[] key, String purpose, byte[] payload) {
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(derive(key, "token", purpose, MAC));
            return mac.doFinal(payload);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no " + MAC, e);
        }
    }

    private SecretKey derive(byte[] key, String use, String purpose, String algorithm) {
        // Neither a use nor a name has a zero in it, so no two of these are alike.
        var info = "rowhouse\0%s\0%s\0%s".formatted(use, instance, purpose).getBytes(StandardCharsets.UTF_8);
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(algorithm, HKDFParameterSpec.ofExtract().addIKM(key).thenExpand(info, KEY_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK can't derive a key for %s".formatted(algorithm), e);
        }
    }

    /** Says whose it is, and nothing of the keys. */
    @Override
    public String toString() {
        return "Signer of instance '%s'".formatted(instance);
    }
}
