package io.pitchside.app.embedded;

import static java.util.Objects.requireNonNullElse;

/** Why something failed, in one line. */
public final class Reason {
    private Reason() {}

    /** What the innermost cause says: those around it only say that something else failed. */
    public static String of(Throwable problem) {
        Throwable cause = problem;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String message = requireNonNullElse(cause.getMessage(), "");
        return message.isBlank()
                ? cause.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
