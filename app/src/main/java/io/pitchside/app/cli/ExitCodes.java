package io.pitchside.app.cli;

/** What a command's exit code says; scripts rely on these. */
final class ExitCodes {
    static final int DONE = 0;
    /** The check failed, or the data is wrong. */
    static final int FAILED = 1;
    /** The call or the configuration is wrong. */
    static final int WRONG_CALL = 2;
    /** The platform can't be reached. */
    static final int UNREACHABLE = 3;

    private ExitCodes() {}
}
