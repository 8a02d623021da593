package dev.rowhouse.instance;

import dev.rowhouse.config.InstanceName;
import dev.rowhouse.config.Secrets;

/**
 * An instance, or an engine alone, that can't be opened. The message says which and why, in one line without secrets; the
 * cause may hold some.
 */
public final class OpeningException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private OpeningException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * Says why an opening failed.
     *
     * @param name what can't be opened
     * @param failure why
     * @param secrets what the message must not show
     */
    public static OpeningException of(InstanceName name, Throwable failure, Secrets secrets) {
        var reason = Reasons.describe(failure, secrets);
        var owner = "instance '%s'".formatted(name);
        return new OpeningException(reason.startsWith(owner) ? reason : owner + " can't be opened: " + reason, failure);
    }
}
