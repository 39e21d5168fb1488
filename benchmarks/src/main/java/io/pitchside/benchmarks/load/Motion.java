package io.pitchside.benchmarks.load;

import java.util.SplittableRandom;

/**
 * Where the tags of one match are: each walks, jogs or sprints to one point of the pitch after the other. A seed gives
 * the same match. Makes no garbage; not thread-safe.
 */
final class Motion {
    private static final double LENGTH_M = 105;
    private static final double WIDTH_M = 68;
    private static final double SPEED_MPS_MIN = 0.8;
    private static final double SPEED_MPS_MAX = 8.5;

    private final SplittableRandom random;
    private final double periodS;
    private final double[] x = new double[Tags.COUNT];
    private final double[] y = new double[Tags.COUNT];
    private final double[] targetX = new double[Tags.COUNT];
    private final double[] targetY = new double[Tags.COUNT];
    private final double[] speedMps = new double[Tags.COUNT];
    private final int[] heartRate = new int[Tags.COUNT];

    Motion(long seed, int hz) {
        random = new SplittableRandom(seed);
        periodS = 1.0 / hz;
        for (int tag = 0; tag < Tags.COUNT; tag++) {
            x[tag] = random.nextDouble() * LENGTH_M;
            y[tag] = random.nextDouble() * WIDTH_M;
            heartRate[tag] = 110 + random.nextInt(40);
            chooseTarget(tag);
        }
    }

    /** Moves the tag on by one period. */
    void step(int tag) {
        double toX = targetX[tag] - x[tag];
        double toY = targetY[tag] - y[tag];
        double distance = Math.sqrt(toX * toX + toY * toY);
        double stride = speedMps[tag] * periodS;
        if (distance <= stride) {
            x[tag] = targetX[tag];
            y[tag] = targetY[tag];
            chooseTarget(tag);
        } else {
            x[tag] += toX / distance * stride;
            y[tag] += toY / distance * stride;
        }
    }

    double x(int tag) {
        return x[tag];
    }

    double y(int tag) {
        return y[tag];
    }

    double speedMps(int tag) {
        return speedMps[tag];
    }

    int heartRate(int tag) {
        return heartRate[tag];
    }

    private void chooseTarget(int tag) {
        targetX[tag] = clamp(x[tag] + (random.nextDouble() - 0.5) * 40, LENGTH_M);
        targetY[tag] = clamp(y[tag] + (random.nextDouble() - 0.5) * 40, WIDTH_M);
        // Squared: most of a match is walked, little of it is sprinted.
        double pace = random.nextDouble();
        speedMps[tag] = SPEED_MPS_MIN + pace * pace * (SPEED_MPS_MAX - SPEED_MPS_MIN);
        heartRate[tag] = Math.max(90, Math.min(195, heartRate[tag] + random.nextInt(7) - 3));
    }

    private static double clamp(double value, double max) {
        return Math.max(0, Math.min(max, value));
    }
}
