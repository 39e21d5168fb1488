package io.pitchside.app.load;

import static java.util.Objects.requireNonNull;

import io.pitchside.model.tracking.SensorReading;

/** What one line of a file gave. */
public sealed interface LoadItem {
    /** Number of the line in the file; the first is 1. */
    long line();

    /** A reading to publish. */
    record Reading(long line, SensorReading reading) implements LoadItem {
        public Reading {
            requireNonNull(reading, "reading");
        }
    }

    /**
     * A line, or a part of it, that is no reading.
     *
     * @param problem what is wrong with it ({@code y is NaN})
     * @param original the bytes of the line, without its end
     */
    @SuppressWarnings("ArrayRecordComponent") // items are published, not compared
    record BadLine(long line, String problem, byte[] original) implements LoadItem {
        public BadLine {
            requireNonNull(problem, "problem");
            requireNonNull(original, "original");
        }

        /** The problem with its place. */
        public String message() {
            return "line " + line + ": " + problem;
        }
    }
}
