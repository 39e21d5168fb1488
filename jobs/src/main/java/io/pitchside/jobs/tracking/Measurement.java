package io.pitchside.jobs.tracking;

import io.pitchside.model.tracking.TrackingRules;

/**
 * What a track is measured with: the rules, and what was made ready of them for a match. Where a match's sensors sample
 * more slowly than the rules were made for, gap limit and smoothing window grow with the sampling interval: at one
 * reading a second every step would be a gap otherwise. Held per match; not part of its state.
 */
final class Measurement {
    /** The hardest shots leave the foot at some 40 m/s. */
    static final double BALL_MPS_MAX = 50;

    /** Two missing readings in a row are a gap. */
    private static final double GAP_INTERVALS = 2.5;
    /** Each reading's own step, and one to either side. */
    private static final double HALF_WINDOW_INTERVALS = 1.4;

    final TrackingRules rules;
    final MotionFilter filter;
    final SpeedZones zones;
    final long gapMsMax;
    final long halfWindowMs;

    private Measurement(TrackingRules rules, double speedMpsMax, int samplingMs) {
        this.rules = rules;
        this.gapMsMax = Math.max(rules.gapMsMax(), Math.round(GAP_INTERVALS * samplingMs));
        this.halfWindowMs = Math.max(rules.smoothingHalfWindowMs(), Math.round(HALF_WINDOW_INTERVALS * samplingMs));
        this.filter = new MotionFilter(speedMpsMax, gapMsMax, halfWindowMs);
        this.zones = new SpeedZones(rules);
    }

    /** @param samplingMs nominal interval of the match's sensors; 0 where it is 100 ms or less */
    static Measurement ofPlayers(TrackingRules rules, int samplingMs) {
        return new Measurement(rules, rules.speedMpsMax(), samplingMs);
    }

    /** The ball is faster than any player; all else is alike. */
    static Measurement ofBall(TrackingRules rules, int samplingMs) {
        return new Measurement(rules, Math.max(BALL_MPS_MAX, rules.speedMpsMax()), samplingMs);
    }
}
