package io.pitchside.model.event;

import java.util.Locale;

/** Why a sensor record was refused. {@link #code()} is the stable form that dead letters and counters carry. */
public enum ReadingProblem {
    /** Not JSON, or not one object. */
    INVALID_JSON,
    /** A required field is absent or null. */
    MISSING_FIELD,
    /** A field has another type than the contract says. */
    WRONG_TYPE,
    /** The same field stands twice in one object. */
    DUPLICATE_FIELD,
    /** A value is a number, but not one that can be true. */
    OUT_OF_RANGE,
    /** The payload names another match or player than the topic it came on. */
    IDENTITY_MISMATCH,
    /** The time of the reading is further ahead of its receipt than clocks may differ. */
    CLOCK_AHEAD,
    /** The match was archived; its ids are forgotten, so a reading can no longer be told from a repeat. */
    MATCH_ARCHIVED,
    /** The sender could not make a reading of its own input (a broken line of a file, say). */
    SENDER_PROBLEM;

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
