package io.pitchside.app;

import org.jspecify.annotations.Nullable;

/** The platform did not start, and nothing of it is left running. The message is one line for the person who started it. */
public final class StartException extends Exception {
    private static final long serialVersionUID = 1L;

    public StartException(String message) {
        this(message, null);
    }

    public StartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
