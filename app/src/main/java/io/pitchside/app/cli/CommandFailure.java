package io.pitchside.app.cli;

import org.jspecify.annotations.Nullable;

/** A command cannot do what it was asked for: one line for the person, and the exit code. */
final class CommandFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    CommandFailure(int exitCode, String message) {
        this(exitCode, message, null);
    }

    CommandFailure(int exitCode, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    static CommandFailure wrongCall(String message) {
        return new CommandFailure(ExitCodes.WRONG_CALL, message);
    }

    int exitCode() {
        return exitCode;
    }
}
