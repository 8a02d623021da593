package dev.rowhouse.apps.conduit.model;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Instant;

/**
 * A comment as one viewer sees it, in the words of the API.
 *
 * @param updatedAt the same as {@code createdAt}: comments don't change
 */
public record CommentView(
        long id,
        @JsonFormat(pattern = Moment.PATTERN, timezone = Moment.ZONE) Instant createdAt,
        @JsonFormat(pattern = Moment.PATTERN, timezone = Moment.ZONE) Instant updatedAt,
        String body,
        Profile author) {}
