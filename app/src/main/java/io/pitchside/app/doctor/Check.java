package io.pitchside.app.doctor;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * One thing that was looked at.
 *
 * @param name what it is ({@code port http}); stable, for programs
 * @param detail what was found, for a person
 * @param fix what to do about it; empty where all is well
 */
public record Check(String name, State state, String detail, String fix) {
    /** How it is; later ones are worse. */
    public enum State {
        OK,
        /** It works, but not for long, or not as it should. */
        WARNING,
        /** It does not work, or will not when the platform starts. */
        PROBLEM;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Check {
        requireNonNull(name, "name");
        requireNonNull(state, "state");
        requireNonNull(detail, "detail");
        requireNonNull(fix, "fix");
        if (state != State.OK && fix.isEmpty()) {
            throw new IllegalArgumentException("check " + name + ": say what to do about \"" + detail + "\"");
        }
    }

    public static Check ok(String name, String detail) {
        return new Check(name, State.OK, detail, "");
    }

    public static Check warning(String name, String detail, String fix) {
        return new Check(name, State.WARNING, detail, fix);
    }

    public static Check problem(String name, String detail, String fix) {
        return new Check(name, State.PROBLEM, detail, fix);
    }
}
