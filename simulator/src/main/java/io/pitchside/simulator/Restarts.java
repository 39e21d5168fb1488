package io.pitchside.simulator;

import io.pitchside.model.tracking.MatchSetup.Pitch;
import org.jspecify.annotations.Nullable;

/** How the game goes on after the whistle: kick-off, throw-in, goal kick, corner, free kick. Not thread-safe. */
final class Restarts {
    enum Kind {
        KICK_OFF,
        THROW_IN,
        GOAL_KICK,
        CORNER,
        FREE_KICK
    }

    /** The ball rolls on for this long before somebody fetches it. */
    private static final double ROLLS_ON_S = 1.5;
    /** Nobody waits longer than this for the taker. */
    private static final double TAKER_LATE_S_MAX = 15;

    private final Situation situation;
    private final Pitch pitch;
    private final Positioning positioning;
    private final Passing passing;
    private final Dice dice;

    private Kind kind = Kind.KICK_OFF;
    private @Nullable Athlete taker;
    private double x;
    private double y;
    private double sinceS;
    private double atS;

    Restarts(Situation situation, Positioning positioning, Passing passing, Dice dice) {
        this.situation = situation;
        this.pitch = situation.pitch;
        this.positioning = positioning;
        this.passing = passing;
        this.dice = dice;
    }

    /** The referee stops the game; {@code squad} restarts it there after a while. */
    void award(Kind newKind, Squad squad, double newX, double newY, double waitS) {
        kind = newKind;
        x = newX;
        y = newY;
        sinceS = situation.nowS;
        atS = situation.nowS + waitS;
        situation.award(squad);
        situation.regroup();
        taker = kind == Kind.GOAL_KICK ? squad.keeper() : squad.nearest(x, y, null);
        taker.task = Athlete.Task.RESTART;
    }

    void holdUp(double seconds) {
        atS = Math.max(atS, situation.nowS + seconds);
    }

    /** Arranges everybody and returns whether the ball is in play again. */
    boolean tick() {
        Squad squad = situation.holder();
        Athlete now = taker;
        if (now == null || now.task != Athlete.Task.RESTART) {
            // He was taken off meanwhile.
            now = squad.nearest(x, y, null);
            now.task = Athlete.Task.RESTART;
            taker = now;
        }
        double away = now.distanceTo(x, y);
        double left = atS - situation.nowS;
        now.go(x, y, left > 12 ? 1.7 : left > 5 || away < 12 ? 2.8 : 4.8);
        arrange(squad);
        boolean ready = away < 1.0 || left < -TAKER_LATE_S_MAX;
        if (left > 0 || !ready) {
            return false;
        }
        take(now);
        return true;
    }

    private void arrange(Squad squad) {
        if (kind == Kind.KICK_OFF) {
            positioning.kickOff(1.7);
            return;
        }
        positioning.deadBall();
        if (kind == Kind.CORNER) {
            crowd(squad, 9, 0.55);
            crowd(situation.other(squad), 6, 0.0);
        }
    }

    /** Corner: who is not at the back comes in front of the goal. */
    private void crowd(Squad squad, double spacing, double depthMin) {
        double goalX = situation.holder().x(pitch.lengthM() - 7);
        for (int i = 1; i < squad.active.length; i++) {
            Athlete athlete = squad.active[i];
            boolean comes = athlete.slot.depth() >= depthMin || i == 3 || i == 4;
            if (comes && athlete.task == Athlete.Task.SHAPE) {
                double across = ((i * 7) % 10 - 4.5) * spacing * 0.22;
                double out = (i % 3) * 2.4;
                double towardsField = situation.holder().x(0) < pitch.lengthM() / 2 ? -1 : 1;
                double toX = goalX + out * towardsField;
                double toY = pitch.widthM() / 2 + across + athlete.driftY * 0.2;
                athlete.settled = false;
                double distance = athlete.distanceTo(toX, toY);
                athlete.go(toX, toY, distance < 2 ? 1.0 : distance < 20 ? 2.2 : 3.4);
            }
        }
    }

    private void take(Athlete athlete) {
        situation.ball.put(x, y);
        athlete.task = Athlete.Task.SHAPE;
        situation.lastTouch = athlete;
        if (kind == Kind.CORNER) {
            passing.cross(athlete);
        } else if (kind == Kind.GOAL_KICK && dice.happens(0.5)) {
            situation.control(athlete, 0.4);
            situation.counterUntilS = -1;
        } else {
            passing.restart(athlete);
        }
    }

    /** Rolls out, then is brought to where the game goes on. */
    void moveBall(double dtS) {
        if (situation.nowS - sinceS < ROLLS_ON_S) {
            situation.ball.step(dtS);
            if (atTheBoards()) {
                situation.ball.stop();
            }
        } else {
            situation.ball.follow(x, y, 7, dtS);
        }
    }

    /** In the net, or at the boards around the pitch. */
    private boolean atTheBoards() {
        Ball ball = situation.ball;
        double beyond =
                Math.max(Math.max(-ball.x, ball.x - pitch.lengthM()), Math.max(-ball.y, ball.y - pitch.widthM()));
        boolean goal = Math.abs(ball.y - pitch.widthM() / 2) < Situation.GOAL_HALF_M;
        return beyond > (goal ? 1.8 : 4.5);
    }
}
