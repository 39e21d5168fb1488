package io.pitchside.app.load;

import org.jspecify.annotations.Nullable;

/** A file cannot be loaded. The message is one line for a person and names the file. */
public final class LoadException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private LoadException(int exitCode, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** The call names something that is not there, or not of a known format. */
    static LoadException wrongCall(String message) {
        return new LoadException(2, message, null);
    }

    /** The file is what it should be, but what is in it is not. */
    static LoadException wrongData(String message) {
        return new LoadException(1, message, null);
    }

    static LoadException wrongData(String message, Throwable cause) {
        return new LoadException(1, message, cause);
    }

    /** 2 for a wrong call, 1 for wrong data. */
    public int exitCode() {
        return exitCode;
    }
}
