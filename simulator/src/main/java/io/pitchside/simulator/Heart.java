package io.pitchside.simulator;

/**
 * A heart that follows the load of its owner with a lag: up within half a minute, down within a minute or more, a
 * little higher the longer the match lasts. Not thread-safe.
 */
final class Heart {
    private static final double LOAD_S = 12;
    private static final double RISE_S = 26;
    private static final double FALL_S = 55;

    private final double restBpm;
    private final double maxBpm;
    private double load;
    private double bpm;

    Heart(double restBpm, double maxBpm) {
        this.restBpm = restBpm;
        this.maxBpm = maxBpm;
        // Warmed up and waiting for the whistle.
        bpm = restBpm + 0.35 * (maxBpm - restBpm);
    }

    /** @param tiredness 0 at kick-off, 1 after a whole match */
    void beat(double speedMps, double accelerationMps2, double tiredness, double dtS) {
        load += (speedMps + 0.45 * accelerationMps2 - load) * dtS / LOAD_S;
        double effort = 0.16 + 0.82 * (1 - StrictMath.exp(-load / 1.75)) + 0.03 * tiredness;
        double goal = restBpm + Math.min(1, effort) * (maxBpm - restBpm);
        bpm += (goal - bpm) * dtS / (goal > bpm ? RISE_S : FALL_S);
    }

    double bpm() {
        return bpm;
    }

    double restBpm() {
        return restBpm;
    }

    double maxBpm() {
        return maxBpm;
    }
}
