package io.pitchside.simulator;

/** The ball: rolls, flies, bounces. Metres, seconds; z is the height of its lowest point. Not thread-safe. */
final class Ball {
    private static final double GRAVITY_MPS2 = 9.81;
    private static final double ROLLING_MPS2 = 1.9;
    private static final double DRAG_PER_S = 0.09;
    private static final double BOUNCE = 0.52;

    double x;
    double y;
    double z;
    double vx;
    double vy;
    double vz;

    void put(double newX, double newY) {
        x = newX;
        y = newY;
        stop();
    }

    void stop() {
        z = 0;
        vx = 0;
        vy = 0;
        vz = 0;
    }

    double speedMps() {
        return Math.sqrt(vx * vx + vy * vy);
    }

    /** Moves freely. */
    void step(double dtS) {
        double speed = speedMps();
        double slower = DRAG_PER_S * speed + (z <= 0.05 ? ROLLING_MPS2 : 0);
        double keep = speed > 1e-6 ? Math.max(0, 1 - slower * dtS / speed) : 0;
        vx *= keep;
        vy *= keep;
        x += vx * dtS;
        y += vy * dtS;
        if (z > 0 || vz > 0) {
            vz -= GRAVITY_MPS2 * dtS;
            z += vz * dtS;
            if (z <= 0) {
                z = 0;
                vz = vz < -1.5 ? -vz * BOUNCE : 0;
            }
        }
    }

    /** Goes with a player's feet: towards a point, quickly but not at once. */
    void follow(double toX, double toY, double speedMax, double dtS) {
        double dx = (toX - x) / Math.max(dtS, 0.12);
        double dy = (toY - y) / Math.max(dtS, 0.12);
        double speed = Math.sqrt(dx * dx + dy * dy);
        double keep = speed > speedMax ? speedMax / speed : 1;
        vx = dx * keep;
        vy = dy * keep;
        x += vx * dtS;
        y += vy * dtS;
        z = Math.max(0, z - 4 * dtS);
        vz = 0;
    }

    /** A kick along the ground that still has {@code arrivalMps} after {@code distance}. */
    static double groundKickMps(double distance, double arrivalMps) {
        return Math.sqrt(arrivalMps * arrivalMps + 2 * (ROLLING_MPS2 + 0.7) * distance);
    }

    /** Upward speed for a flight of that many seconds. */
    static double liftMps(double flightS) {
        return GRAVITY_MPS2 * flightS / 2;
    }
}
