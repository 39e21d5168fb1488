package io.pitchside.app.publish;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * The running platform did not do what was asked. The message is one line for a person: what, where, what to do. Never
 * carries a token or a password.
 */
public final class PlatformException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why; decides the exit code of the command. */
    public enum Kind {
        /** There is no platform, or it does not answer. */
        UNREACHABLE(3),
        /** The platform understood and says no: the call is wrong, or not allowed. */
        REFUSED(2),
        /** The platform answers, but with an error of its own or with wrong data. */
        FAILED(1);

        private final int exitCode;

        Kind(int exitCode) {
            this.exitCode = exitCode;
        }

        public int exitCode() {
            return exitCode;
        }
    }

    private final Kind kind;

    public PlatformException(Kind kind, String message) {
        this(kind, message, null);
    }

    public PlatformException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = requireNonNull(kind, "kind");
    }

    public Kind kind() {
        return kind;
    }

    public int exitCode() {
        return kind.exitCode();
    }
}
