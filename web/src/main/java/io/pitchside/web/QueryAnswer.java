package io.pitchside.web;

import static java.util.Objects.requireNonNull;

/**
 * The answer to a query, ready to be sent.
 *
 * @param contentType {@code application/json}, {@code text/csv; charset=utf-8} or {@code text/plain; charset=utf-8}
 * @param body the rows in that format, already free of what the role may not read
 * @param truncated whether the row limit cut it; said in the header {@code Pitchside-Truncated: true}
 */
public record QueryAnswer(String contentType, byte[] body, boolean truncated) {
    public QueryAnswer {
        requireNonNull(contentType, "contentType");
        requireNonNull(body, "body");
    }
}
