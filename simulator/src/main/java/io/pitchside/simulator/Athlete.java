package io.pitchside.simulator;

import io.pitchside.model.tracking.MatchSetup.Side;

/**
 * The body of one player: goes where it is sent, as fast as it is asked to and as a human can. Metres, seconds. Not
 * thread-safe.
 */
final class Athlete {
    /** What a player is doing; everybody else keeps the shape of the team. */
    enum Task {
        SHAPE,
        CARRY,
        RECEIVE,
        CHASE,
        PRESS,
        RUN,
        RESTART,
        LEAVE
    }

    static final double BRAKING_MPS2 = 4.8;
    /** How fast a wish to move becomes movement; muscles are not motors. */
    private static final double RESPONSE_S = 0.30;

    final Side side;
    final int shirt;
    final String name;
    final Heart heart;
    /** Changes when a substitute takes over somebody's place. */
    Formation.Slot slot;

    private final double topMps;
    private final double startMps2;
    /** Some run more than others: 0.9 to 1.1. */
    final double workRate;

    double x;
    double y;
    double vx;
    double vy;
    Task task = Task.SHAPE;
    /** Until when a run goes on, match seconds. */
    double runUntilS;
    /** Slow drift around the own place, so that a line of four is no ruler. */
    double driftX;

    double driftY;
    /** Standing at the own place; stays so until the place has moved on by some metres. */
    boolean settled;

    private double targetX;
    private double targetY;
    private double paceMps;
    /** What is left of short bursts: 1 rested, 0 empty. */
    private double reserve = 1;

    private double tiredness;

    Athlete(Side side, int shirt, String name, Formation.Slot slot, Dice dice) {
        this.side = side;
        this.shirt = shirt;
        this.name = name;
        this.slot = slot;
        boolean keeper = keeper();
        topMps = keeper ? dice.between(7.4, 8.0) : dice.between(8.0, 9.2);
        startMps2 = dice.between(5.0, 5.8);
        workRate = dice.between(0.90, 1.10);
        heart = new Heart(Math.rint(dice.between(48, 62)), Math.rint(dice.between(186, 204)));
    }

    boolean keeper() {
        return slot.equals(Formation.KEEPER);
    }

    /** Sends the player to a place at up to this speed. */
    void go(double toX, double toY, double newPaceMps) {
        targetX = toX;
        targetY = toY;
        paceMps = newPaceMps;
    }

    void put(double newX, double newY) {
        x = newX;
        y = newY;
        vx = 0;
        vy = 0;
        go(newX, newY, 0);
    }

    /** The highest speed that is left right now. */
    double topMps() {
        return topMps * (0.80 + 0.20 * reserve) * (1 - 0.06 * tiredness);
    }

    double speedMps() {
        return Math.sqrt(vx * vx + vy * vy);
    }

    double distanceTo(double otherX, double otherY) {
        double dx = otherX - x;
        double dy = otherY - y;
        return Math.sqrt(dx * dx + dy * dy);
    }

    void step(double dtS) {
        double dx = targetX - x;
        double dy = targetY - y;
        double left = Math.sqrt(dx * dx + dy * dy);
        double want = Math.min(paceMps, topMps());
        // Slow enough to stop there.
        want = Math.min(want, Math.sqrt(2 * 0.55 * BRAKING_MPS2 * left));
        if (left < 0.15) {
            want = 0;
        }
        double scale = left > 1e-9 ? want / left : 0;
        double ax = (dx * scale - vx) / RESPONSE_S;
        double ay = (dy * scale - vy) / RESPONSE_S;
        double asked = Math.sqrt(ax * ax + ay * ay);
        double limit = accelerationMax(ax, ay);
        if (asked > limit) {
            ax *= limit / asked;
            ay *= limit / asked;
        }
        vx += ax * dtS;
        vy += ay * dtS;
        x += vx * dtS;
        y += vy * dtS;
        live(Math.min(asked, limit), dtS);
    }

    /** Speeding up gets harder with speed; braking and turning does not. */
    private double accelerationMax(double ax, double ay) {
        double speed = speedMps();
        double along = speed > 0.3 ? (ax * vx + ay * vy) / speed : 1;
        if (along <= 0) {
            return BRAKING_MPS2;
        }
        return Math.max(0.6, startMps2 * (1 - 0.92 * speed / topMps));
    }

    private void live(double acceleration, double dtS) {
        double speed = speedMps();
        if (speed > 5.6) {
            reserve = Math.max(0, reserve - dtS * (speed - 5.0) / 26);
        } else {
            reserve = Math.min(1, reserve + dtS * (4.2 - Math.min(speed, 4)) / 150);
        }
        tiredness = Math.min(1, tiredness + dtS / 6000);
        heart.beat(speed, acceleration, tiredness, dtS);
    }

    /** Whether there is enough left for a burst. */
    boolean fresh() {
        return reserve > 0.35;
    }
}
