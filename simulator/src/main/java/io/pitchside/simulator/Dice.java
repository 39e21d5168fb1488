package io.pitchside.simulator;

/**
 * Random numbers from a seed (SplitMix64). Own code, because the bytes of a match must not change with the Java
 * version. Every concern throws its own dice, so that one more fault does not change the play. Not thread-safe.
 */
final class Dice {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
    private static final double SQRT_3 = 1.7320508075688772;

    private long state;

    Dice(long seed, String purpose) {
        state = mixed(seed + GOLDEN_GAMMA * purpose.hashCode());
    }

    /** Any long, all equally likely. */
    long bits() {
        state += GOLDEN_GAMMA;
        return mixed(state);
    }

    /** From 0 included to 1 excluded. */
    double share() {
        return (bits() >>> 11) * 0x1.0p-53;
    }

    double between(double low, double high) {
        return low + (high - low) * share();
    }

    /** A whole number from 0 to {@code bound - 1}. */
    int below(int bound) {
        return (int) (share() * bound);
    }

    boolean happens(double probability) {
        return share() < probability;
    }

    /** Bell-shaped with mean 0 and deviation 1, never beyond 3.5: a sensor's noise has no wild tails of its own. */
    double bell() {
        return (share() + share() + share() + share() - 2) * SQRT_3;
    }

    private static long mixed(long bits) {
        long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
