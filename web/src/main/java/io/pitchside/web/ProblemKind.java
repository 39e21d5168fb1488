package io.pitchside.web;

/** The kinds of answers that are no success; each has one status and one stable name. */
public enum ProblemKind {
    BAD_REQUEST(400, "bad-request", "The request is not valid"),
    UNAUTHENTICATED(401, "unauthenticated", "Sign in first"),
    NOT_ALLOWED(403, "not-allowed", "Not allowed"),
    NOT_FOUND(404, "not-found", "There is no such thing"),
    METHOD_NOT_ALLOWED(405, "method-not-allowed", "This method is not allowed here"),
    CONFLICT(409, "conflict", "Somebody else changed it first"),
    TOO_LARGE(413, "too-large", "The request is too large"),
    MISDIRECTED(421, "misdirected", "This server does not answer to that name"),
    TOO_MANY(429, "too-many", "Too many requests at once"),
    INTERNAL(500, "internal", "Something went wrong in the platform"),
    UNAVAILABLE(503, "unavailable", "A part of the platform cannot be reached"),
    TIMEOUT(504, "timeout", "It took too long");

    private final int status;
    private final String code;
    private final String title;

    ProblemKind(int status, String code, String title) {
        this.status = status;
        this.code = code;
        this.title = title;
    }

    public int status() {
        return status;
    }

    /** What {@code type} of the problem says: a URN with the stable name. */
    public String type() {
        return "urn:pitchside:problem:" + code;
    }

    public String title() {
        return title;
    }
}
