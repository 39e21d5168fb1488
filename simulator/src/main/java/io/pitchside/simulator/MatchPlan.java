package io.pitchside.simulator;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What has to be known before a simulated match starts. Two matches of the same plan are the same match.
 *
 * @param kickOff when the first half starts, epoch milliseconds
 * @param hz frames a second: one of {@link #RATES}
 * @param half playing time of a half without added time
 * @param interval the break between the halves
 * @param substitutions of each team
 * @param dropoutsPerHour how often one sensor falls silent for a moment, on average
 */
public record MatchPlan(
        long seed,
        String matchId,
        String stadiumId,
        long kickOff,
        int hz,
        Duration half,
        Duration interval,
        int substitutions,
        double dropoutsPerHour) {
    /** Rates whose frames fall on whole milliseconds and on the moments at which players decide. */
    public static final Set<Integer> RATES =
            Collections.unmodifiableSet(new TreeSet<>(Set.of(5, 10, 20, 25, 40, 50, 100)));

    public static final int SUBSTITUTIONS_MAX = 5;
    public static final Duration HALF_MAX = Duration.ofMinutes(60);
    public static final Duration INTERVAL_MAX = Duration.ofMinutes(60);

    public MatchPlan {
        requireNonNull(matchId, "matchId");
        requireNonNull(stadiumId, "stadiumId");
        if (!RATES.contains(hz)) {
            throw new IllegalArgumentException(hz + " frames a second: allowed are " + RATES);
        }
        if (half.compareTo(Duration.ofSeconds(10)) < 0 || half.compareTo(HALF_MAX) > 0) {
            throw new IllegalArgumentException(
                    "a half of " + half + ": allowed are 10 s to " + HALF_MAX.toMinutes() + " min");
        }
        if (interval.isNegative() || interval.compareTo(INTERVAL_MAX) > 0) {
            throw new IllegalArgumentException(
                    "a break of " + interval + ": allowed are 0 to " + INTERVAL_MAX.toMinutes() + " min");
        }
        if (substitutions < 0 || substitutions > SUBSTITUTIONS_MAX) {
            throw new IllegalArgumentException(substitutions + " substitutions: allowed are 0 to " + SUBSTITUTIONS_MAX);
        }
        if (!(dropoutsPerHour >= 0 && dropoutsPerHour <= 600)) {
            throw new IllegalArgumentException(dropoutsPerHour + " dropouts an hour: allowed are 0 to 600");
        }
    }

    /** A whole match at 20 Hz: two halves of 45 minutes, a break of 15, three substitutions a team. */
    public static MatchPlan of(long seed, String matchId, String stadiumId, long kickOff) {
        return new MatchPlan(
                seed, matchId, stadiumId, kickOff, 20, Duration.ofMinutes(45), Duration.ofMinutes(15), 3, 1.0);
    }

    public MatchPlan withHz(int newHz) {
        return new MatchPlan(seed, matchId, stadiumId, kickOff, newHz, half, interval, substitutions, dropoutsPerHour);
    }

    public MatchPlan withTimes(Duration newHalf, Duration newInterval) {
        return new MatchPlan(
                seed, matchId, stadiumId, kickOff, hz, newHalf, newInterval, substitutions, dropoutsPerHour);
    }

    public MatchPlan withSubstitutions(int newSubstitutions) {
        return new MatchPlan(seed, matchId, stadiumId, kickOff, hz, half, interval, newSubstitutions, dropoutsPerHour);
    }

    public MatchPlan withDropoutsPerHour(double newDropoutsPerHour) {
        return new MatchPlan(seed, matchId, stadiumId, kickOff, hz, half, interval, substitutions, newDropoutsPerHour);
    }

    /** Milliseconds from one frame to the next. */
    public int frameMs() {
        return 1000 / hz;
    }
}
