package io.pitchside.simulator;

import java.time.Duration;

/** The matches that the tests play. */
final class Plans {
    static final long KICK_OFF = 1_760_000_000_000L;

    private Plans() {}

    /** Two halves of 45 minutes. */
    static MatchPlan whole(long seed) {
        return MatchPlan.of(seed, "match-" + seed, "north-ground", KICK_OFF);
    }

    /** Two halves of two minutes with a break of half a minute. */
    static MatchPlan brief(long seed) {
        return whole(seed)
                .withTimes(Duration.ofMinutes(2), Duration.ofSeconds(30))
                .withSubstitutions(0)
                .withDropoutsPerHour(0);
    }
}
