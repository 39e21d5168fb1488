package io.pitchside.jobs.tracking;

import io.pitchside.model.tracking.MatchSetup;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a heart rate means for one player, from the match's set-up. Immutable.
 *
 * <p>Zones: 50 to 60, 60 to 70, 70 to 80, 80 to 90 and from 90 % of the maximum, as Edwards' training impulse weighs
 * them (trainingimpulse.com/edwards-trimp). Banister's training impulse per minute is r·0.64·e^(1.92·r) for men and
 * r·0.86·e^(1.67·r) for women, with r = (rate − rest) / (maximum − rest) kept within 0 and 1; summed over the readings,
 * not taken of a session's mean.
 */
final class HeartProfile {
    static final int ZONES = 5;

    /** Nothing is known of the player's heart. */
    static final HeartProfile UNKNOWN = new HeartProfile(0, 0, null);

    private static final int BELOW_ZONES = -1;

    private final int hrMax;
    private final int hrRest;
    private final @Nullable Sex sex;

    private enum Sex {
        MALE(0.64, 1.92),
        FEMALE(0.86, 1.67);

        private final double factor;
        private final double exponent;

        Sex(double factor, double exponent) {
            this.factor = factor;
            this.exponent = exponent;
        }

        static @Nullable Sex of(@Nullable String text) {
            return switch (text == null ? "" : text.strip().toLowerCase(Locale.ROOT)) {
                case "male", "m", "men" -> MALE;
                case "female", "f", "women" -> FEMALE;
                default -> null;
            };
        }
    }

    private HeartProfile(int hrMax, int hrRest, @Nullable Sex sex) {
        this.hrMax = hrMax;
        this.hrRest = hrRest;
        this.sex = sex;
    }

    static HeartProfile of(MatchSetup.Player player) {
        Integer max = player.hrMax();
        if (max == null || max <= 0) {
            return UNKNOWN;
        }
        Integer rest = player.hrRest();
        boolean usable = rest != null && rest > 0 && rest < max;
        return new HeartProfile(max, usable ? rest : 0, usable ? Sex.of(player.sex()) : null);
    }

    boolean knowsMaximum() {
        return hrMax > 0;
    }

    /** Whether {@link #banisterPerMinute} holds. */
    boolean knowsImpulse() {
        return sex != null;
    }

    int hrMax() {
        return hrMax;
    }

    /** The zone (0 to 4) of a heart rate, or -1 below half of the maximum. In integers: a border belongs above it. */
    int zoneOf(int hr) {
        if (hr * 2 < hrMax) {
            return BELOW_ZONES;
        }
        return Math.min(ZONES - 1, hr * 10 / hrMax - 5);
    }

    /** Banister's training impulse of a minute at that heart rate. */
    double banisterPerMinute(int hr) {
        Sex known = sex;
        if (known == null) {
            return 0;
        }
        double r = Math.max(0, Math.min(1, (double) (hr - hrRest) / (hrMax - hrRest)));
        return r * known.factor * Math.exp(known.exponent * r);
    }
}
