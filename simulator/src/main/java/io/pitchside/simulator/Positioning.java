package io.pitchside.simulator;

import io.pitchside.model.tracking.MatchSetup.Pitch;

/**
 * Where players go who are not at the ball: the lines of a team move up and down with the ball, the wide ones stay wide
 * when their team has it, everybody closes in when it has not, forwards run behind the last line now and then. Called
 * {@link Play#TICKS_PER_SECOND} times a second. Not thread-safe.
 */
final class Positioning {
    private static final double LINE_SMOOTHING = 0.12;
    /** Nobody runs back to the exact place; this far from it is close enough. */
    private static final double SETTLED_M = 1.6;

    private static final double UNSETTLED_M = 3.6;
    private static final double DRIFT_M = 3.0;

    private final Situation situation;
    private final Pitch pitch;
    private final Dice dice;

    Positioning(Situation situation, Dice dice) {
        this.situation = situation;
        this.pitch = situation.pitch;
        this.dice = dice;
    }

    /** Open play: sends everybody of both teams who has nothing more important to do. */
    void openPlay() {
        place(situation.home, 1);
        place(situation.away, 1);
    }

    /** The ball is dead: the same places, without hurry. */
    void deadBall() {
        place(situation.home, 0.72);
        place(situation.away, 0.72);
    }

    /** Everybody in the own half. */
    void kickOff(double paceMps) {
        for (Squad squad : new Squad[] {situation.home, situation.away}) {
            for (Athlete athlete : squad.active) {
                if (athlete.task == Athlete.Task.SHAPE) {
                    double u = athlete.keeper() ? 5 : 17 + athlete.slot.depth() * 31;
                    double w = pitch.widthM() * (0.5 + (athlete.slot.width() - 0.5) * 0.86);
                    walk(athlete, squad.x(u) + athlete.driftX * 0.3, squad.y(w) + athlete.driftY * 0.3, paceMps);
                }
            }
        }
    }

    /** Off to the dressing rooms. */
    void dressingRoom() {
        for (Squad squad : new Squad[] {situation.home, situation.away}) {
            double offset = squad == situation.home ? -5 : 5;
            for (int i = 0; i < squad.active.length; i++) {
                Athlete athlete = squad.active[i];
                athlete.settled = false;
                int row = i / 4;
                athlete.go(pitch.lengthM() / 2 + offset + (i % 4 - 1.5) * 1.1, -5 - row * 1.2, 1.5);
            }
        }
    }

    private void walk(Athlete athlete, double x, double y, double paceMps) {
        double distance = athlete.distanceTo(x, y);
        athlete.go(x, y, distance > 30 ? paceMps + 0.8 : paceMps);
    }

    private void place(Squad squad, double hurry) {
        boolean attacking = squad == situation.holder();
        Squad opponents = situation.other(squad);
        double ballU = squad.u(situation.ball.x);
        double ballW = squad.w(situation.ball.y);
        double offsideU = Math.max(pitch.lengthM() - opponents.offsideLineU(), pitch.lengthM() / 2);
        moveLines(squad, attacking, ballU, offsideU);
        for (Athlete athlete : squad.active) {
            drift(athlete);
            if (athlete.task == Athlete.Task.RUN) {
                run(squad, athlete, offsideU);
            } else if (athlete.task == Athlete.Task.SHAPE) {
                if (athlete.keeper()) {
                    keep(squad, athlete, ballU, ballW, hurry);
                } else {
                    hold(squad, athlete, attacking, ballU, ballW, offsideU, hurry);
                }
            }
        }
    }

    private void moveLines(Squad squad, boolean attacking, double ballU, double offsideU) {
        double back = attacking ? within(ballU - 27, 15, 55) : within(ballU - 21, 8, 44);
        double front = attacking ? within(ballU + 20, 44, offsideU - 0.5) : within(back + 33, 36, 78);
        squad.backU += (back - squad.backU) * LINE_SMOOTHING;
        squad.frontU += (front - squad.frontU) * LINE_SMOOTHING;
    }

    private void drift(Athlete athlete) {
        athlete.driftX += -athlete.driftX * 0.02 + dice.bell() * DRIFT_M * 0.2;
        athlete.driftY += -athlete.driftY * 0.02 + dice.bell() * DRIFT_M * 0.2;
    }

    private void hold(
            Squad squad,
            Athlete athlete,
            boolean attacking,
            double ballU,
            double ballW,
            double offsideU,
            double hurry) {
        Formation.Slot slot = athlete.slot;
        double u = squad.backU + slot.depth() * (squad.frontU - squad.backU);
        double spread = attacking ? 0.90 : 0.60;
        double pull = attacking ? 0.14 : 0.46;
        double w = pitch.widthM() * (0.5 + (slot.width() - 0.5) * spread) + pull * (ballW - pitch.widthM() / 2);
        if (attacking && slot.wide() && slot.depth() < 0.3 && Math.abs(ballW - w) < 25) {
            u += 11; // The full back on the ball's side joins in.
        }
        u += athlete.driftX;
        w += athlete.driftY;
        if (attacking) {
            u = Math.min(u, Math.max(offsideU - 0.5, ballU));
        }
        double x = squad.x(within(u, 4, pitch.lengthM() - 4));
        double y = squad.y(within(w, 2, pitch.widthM() - 2));
        athlete.go(x, y, pace(squad, athlete, x, y, attacking) * hurry);
        if (hurry == 1 && attacking) {
            mayRun(squad, athlete, ballU, offsideU);
        }
    }

    /** From walking to running, by the way there is to go; fast when the ball has just changed hands. */
    private double pace(Squad squad, Athlete athlete, double x, double y, boolean attacking) {
        double distance = athlete.distanceTo(x, y);
        if (athlete.settled && distance < UNSETTLED_M) {
            return 0.7;
        }
        athlete.settled = distance < SETTLED_M;
        double pace;
        if (distance < 5) {
            pace = 1.7;
        } else if (distance < 9) {
            pace = 2.9;
        } else if (distance < 15) {
            pace = 3.8;
        } else if (distance < 22) {
            pace = 5.3;
        } else {
            pace = 6.6;
        }
        pace *= athlete.workRate;
        if (situation.countering() && athlete.fresh() && distance > 5) {
            boolean forward = attacking && athlete.slot.depth() > 0.3;
            boolean back = !attacking && squad.u(athlete.x) > squad.u(x);
            if (forward || back) {
                pace += distance > 11 ? 3.0 : 1.8;
            }
        }
        return pace;
    }

    private void mayRun(Squad squad, Athlete athlete, double ballU, double offsideU) {
        double eager = athlete.slot.depth() > 0.6 ? 0.012 : athlete.slot.wide() ? 0.009 : 0.004;
        double gap = offsideU - squad.u(athlete.x);
        if (gap > -1 && gap < 22 && ballU > 30 && athlete.fresh() && dice.happens(eager)) {
            athlete.task = Athlete.Task.RUN;
            athlete.runUntilS = situation.nowS + dice.between(2.2, 4.0);
        }
    }

    /** A burst behind the last line; ends after some seconds, near the goal line, or when the ball is lost. */
    private void run(Squad squad, Athlete athlete, double offsideU) {
        double u = squad.u(athlete.x);
        boolean over = situation.nowS > athlete.runUntilS
                || squad != situation.holder()
                || u > pitch.lengthM() - 7
                || u > offsideU + 9;
        if (over) {
            athlete.task = Athlete.Task.SHAPE;
            return;
        }
        double w = squad.w(athlete.y);
        double inwards = athlete.slot.wide() ? 0.25 * (pitch.widthM() / 2 - w) : 0;
        athlete.go(squad.x(u + 14), squad.y(within(w + inwards, 3, pitch.widthM() - 3)), 9.5);
    }

    private void keep(Squad squad, Athlete keeper, double ballU, double ballW, double hurry) {
        double u = within(2.5 + (ballU - 20) * 0.19, 2.2, 17);
        double w = pitch.widthM() / 2 + within((ballW - pitch.widthM() / 2) * 0.13, -4, 4);
        u += keeper.driftX * 0.5;
        w += keeper.driftY * 0.4;
        double x = squad.x(Math.max(1, u));
        double y = squad.y(w);
        double distance = keeper.distanceTo(x, y);
        double pace = distance < 2 ? 0.9 : distance < 6 ? 1.9 : 3.4;
        keeper.go(x, y, pace * (hurry == 1 && ballU < 25 ? 1.5 : 1));
    }

    static double within(double value, double low, double high) {
        return Math.max(low, Math.min(high, value));
    }
}
