package io.pitchside.simulator;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What goes wrong between the tags and the platform. Each fault throws its own dice, so adding one changes nothing of
 * the others, and nothing of the match. Shares are of messages and exact: of n messages, n times the share are hit,
 * give or take one. Only {@link SensorFault.Dropout} and {@link SensorFault.Reboot} lose readings; every other fault
 * adds messages or delays them.
 *
 * @param duplicateShare how many messages are sent twice
 * @param duplicateWithin the second copy comes up to this much later
 * @param disorder every message comes up to this much later, each by its own amount
 * @param lateShare how many messages are held up
 * @param lateMin by at least this much
 * @param lateMax and at most this much
 * @param garbageShare how many messages are followed by a broken copy
 * @param garbage the kinds of broken copies, taken in turn
 * @param sensors what goes wrong in single sensors
 */
public record Faults(
        long seed,
        double duplicateShare,
        Duration duplicateWithin,
        Duration disorder,
        double lateShare,
        Duration lateMin,
        Duration lateMax,
        double garbageShare,
        Set<Garbage> garbage,
        List<SensorFault> sensors) {
    /** Nothing may be held up longer: what is under way is kept in memory. */
    public static final Duration DELAY_MAX = Duration.ofHours(2);

    public Faults {
        checkShare("duplicates", duplicateShare);
        checkShare("late messages", lateShare);
        checkShare("garbage", garbageShare);
        checkDelay("duplicates", duplicateWithin);
        checkDelay("disorder", disorder);
        checkDelay("late messages", lateMin);
        checkDelay("late messages", lateMax);
        if (lateMax.compareTo(lateMin) < 0) {
            throw new IllegalArgumentException("late by at least " + lateMin + " and at most " + lateMax);
        }
        // Kept in the enum's order, which decides whose turn it is.
        garbage = garbage.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(garbage));
        if (garbageShare > 0 && garbage.isEmpty()) {
            throw new IllegalArgumentException("garbage without a kind");
        }
        sensors = List.copyOf(sensors);
    }

    /** Everything arrives once, in order and at once. */
    public static Faults none() {
        return seeded(0);
    }

    /** No faults yet; the seed decides which messages are hit by those that are added. */
    public static Faults seeded(long seed) {
        return new Faults(
                seed,
                0,
                Duration.ZERO,
                Duration.ZERO,
                0,
                Duration.ZERO,
                Duration.ZERO,
                0,
                EnumSet.allOf(Garbage.class),
                List.of());
    }

    public Faults withDuplicates(double share, Duration within) {
        return new Faults(seed, share, within, disorder, lateShare, lateMin, lateMax, garbageShare, garbage, sensors);
    }

    public Faults withDisorder(Duration within) {
        return new Faults(
                seed,
                duplicateShare,
                duplicateWithin,
                within,
                lateShare,
                lateMin,
                lateMax,
                garbageShare,
                garbage,
                sensors);
    }

    public Faults withLate(double share, Duration atLeast, Duration atMost) {
        return new Faults(
                seed,
                duplicateShare,
                duplicateWithin,
                disorder,
                share,
                atLeast,
                atMost,
                garbageShare,
                garbage,
                sensors);
    }

    public Faults withGarbage(double share, Set<Garbage> kinds) {
        return new Faults(
                seed, duplicateShare, duplicateWithin, disorder, lateShare, lateMin, lateMax, share, kinds, sensors);
    }

    public Faults withSensors(List<SensorFault> faults) {
        return new Faults(
                seed,
                duplicateShare,
                duplicateWithin,
                disorder,
                lateShare,
                lateMin,
                lateMax,
                garbageShare,
                garbage,
                faults);
    }

    private static void checkShare(String what, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("share of " + what + " is " + share + ": allowed are 0 to 1");
        }
    }

    private static void checkDelay(String what, Duration delay) {
        if (delay.isNegative() || delay.compareTo(DELAY_MAX) > 0) {
            throw new IllegalArgumentException("delay of " + what + " is " + delay + ": allowed are 0 to " + DELAY_MAX);
        }
    }
}
