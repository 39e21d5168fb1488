package io.pitchside.web;

import static java.util.Objects.requireNonNull;

/**
 * A request that cannot be answered as asked; becomes {@code application/problem+json} (RFC 9457). The message is the
 * {@code detail} that the person reads: what, where, what to do; never a secret, never a stack trace.
 */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ProblemKind kind;
    private final String detail;

    public ProblemException(ProblemKind kind, String detail) {
        super(requireNonNull(detail, "detail"));
        this.detail = detail;
        this.kind = requireNonNull(kind, "kind");
    }

    public ProblemException(ProblemKind kind, String detail, Throwable cause) {
        super(requireNonNull(detail, "detail"), cause);
        this.detail = detail;
        this.kind = requireNonNull(kind, "kind");
    }

    /** What the person reads; the same as the message. */
    public String detail() {
        return detail;
    }

    public ProblemKind kind() {
        return kind;
    }
}
