package dev.rowhouse.spi;

import java.time.Duration;
import java.util.Optional;
import javax.crypto.SecretKey;

/**
 * Signs what an app hands out and wants to recognize when it comes back: links in mails, tokens of forms, states of a login elsewhere.
 *
 * <p>Each instance has keys of its own: what one signed, no other accepts, and neither does the same instance for another purpose. The
 * keys are random, made when they are first needed, kept in the instance's folder, and stay the same when it starts again. What is
 * signed can be read by everybody; it can't be changed.
 *
 * <p>Safe for use by many threads. The first call in a start of the instance reads a file, and makes it if there is none.
 */
public interface Signer {
    /**
     * Signs a text, for as long as the instance has the key.
     *
     * @param purpose what the text is for, such as {@code "unsubscribe"}; a token for one purpose is none for another
     * @return letters, digits, {@code -}, {@code _} and one dot, to stand in a URL or a cookie as it is
     * @throws IllegalStateException if the keys can't be read or made
     */
    String sign(String purpose, String text);

    /**
     * Signs a text for a time.
     *
     * @param validFor after it, {@link #verify} finds nothing; in whole seconds
     * @throws IllegalArgumentException if that is less than a second
     * @throws IllegalStateException if the keys can't be read or made
     */
    String sign(String purpose, String text, Duration validFor);

    /**
     * The text of a token, if this instance has signed it for this purpose and its time isn't over.
     *
     * @param token what came back, from whomever
     * @throws IllegalStateException if the keys can't be read or made
     */
    Optional<String> verify(String purpose, String token);

    /**
     * A key of 256 bits of this instance and a purpose, for libraries that sign or encrypt themselves. It is derived from the instance's
     * first key, changes with it, and tells nothing about tokens or keys for other purposes.
     *
     * @param algorithm what the key says it is for, such as {@code "HmacSHA256"} or {@code "AES"}
     * @throws IllegalStateException if the keys can't be read or made
     */
    SecretKey key(String purpose, String algorithm);
}
