package io.pitchside.app.config;

import static java.util.Objects.requireNonNull;

/**
 * A key as somebody wrote it, before anything is known about it.
 *
 * @param name the name as it was written, or as the environment variable's name says it
 * @param text its value
 * @param origin where it stands, for a person: {@code pitchside.yaml, line 3}
 */
record Setting(String name, String text, String origin) {
    Setting {
        requireNonNull(name, "name");
        requireNonNull(text, "text");
        requireNonNull(origin, "origin");
    }

    /** Not the record's own text, which would have the value in it. */
    @Override
    public String toString() {
        return name + " (" + origin + ")";
    }
}
