package io.pitchside.simulator;

import io.pitchside.model.tracking.MatchSetup.Pitch;
import org.jspecify.annotations.Nullable;

/** What the player at the ball does with it: pass, clear, shoot or carry on. Not thread-safe. */
final class Passing {
    private static final double PASS_M_MIN = 5;
    private static final double PASS_M_MAX = 45;
    /** Longer passes go through the air. */
    private static final double LOFTED_M = 27;

    private final Situation situation;
    private final Pitch pitch;
    private final Dice dice;

    Passing(Situation situation, Dice dice) {
        this.situation = situation;
        this.pitch = situation.pitch;
        this.dice = dice;
    }

    /** The carrier has thought long enough. */
    void decide(Athlete carrier) {
        Squad squad = situation.squadOf(carrier);
        double goalM = distanceToGoal(squad, carrier.x, carrier.y);
        double pressure = situation.other(squad).spaceAt(carrier.x, carrier.y);
        if (goalM < 28 && !carrier.keeper() && dice.happens(shotProbability(goalM))) {
            shoot(squad, carrier, goalM);
            return;
        }
        if (pressure > 6 && !carrier.keeper() && dice.happens(0.45)) {
            situation.decideAtS = situation.nowS + dice.between(0.6, 1.6); // Room to run: carries on.
            return;
        }
        Athlete to = bestReceiver(squad, carrier);
        if (to == null) {
            clear(squad, carrier);
        } else {
            pass(squad, carrier, to, pressure);
        }
    }

    /** From a restart: to somebody, whatever the distance. */
    void restart(Athlete taker) {
        Squad squad = situation.squadOf(taker);
        Athlete to = bestReceiver(squad, taker);
        pass(squad, taker, to == null ? squad.nearest(taker.x, taker.y, taker) : to, 9);
    }

    /** From the corner flag: high, in front of the goal. */
    void cross(Athlete taker) {
        Squad squad = situation.squadOf(taker);
        double x = squad.x(pitch.lengthM() - dice.between(5, 13));
        double y = pitch.widthM() / 2 + dice.bell() * 6;
        Athlete to = squad.nearest(x, y, taker);
        send(taker, x, y, to, true);
    }

    private double distanceToGoal(Squad squad, double x, double y) {
        double du = pitch.lengthM() - squad.u(x);
        double dw = y - pitch.widthM() / 2;
        return Math.sqrt(du * du + dw * dw);
    }

    private static double shotProbability(double goalM) {
        return goalM < 11 ? 0.85 : 0.75 * (28 - goalM) / 17;
    }

    private void shoot(Squad squad, Athlete shooter, double goalM) {
        Situation.Shot outcome = outcome(goalM);
        double goalX = squad.x(pitch.lengthM());
        double off = dice.between(-1, 1);
        double y = pitch.widthM() / 2;
        y += outcome == Situation.Shot.WIDE
                ? Math.signum(off) * (Situation.GOAL_HALF_M + 0.6 + Math.abs(off) * 5)
                : off * (Situation.GOAL_HALF_M - 0.4);
        double dx = goalX - shooter.x;
        double dy = y - shooter.y;
        double distance = Math.sqrt(dx * dx + dy * dy);
        double speed = dice.between(19, 28);
        double lift = dice.happens(0.5) ? Ball.liftMps(distance / speed) + dice.between(0, 1.2) : 0;
        situation.kick(shooter, dx / distance * speed, dy / distance * speed, lift, null);
        situation.shot = outcome;
        situation.shotY = y;
    }

    private Situation.Shot outcome(double goalM) {
        double roll = dice.share();
        double goal = Math.max(0.03, 0.36 - 0.019 * goalM);
        if (roll < goal) {
            return Situation.Shot.GOAL;
        }
        if (roll < goal + 0.26) {
            return Situation.Shot.SAVED;
        }
        return roll < goal + 0.48 ? Situation.Shot.BLOCKED : Situation.Shot.WIDE;
    }

    private @Nullable Athlete bestReceiver(Squad squad, Athlete carrier) {
        Squad opponents = situation.other(squad);
        double offsideU = Math.max(
                Math.max(pitch.lengthM() - opponents.offsideLineU(), pitch.lengthM() / 2), squad.u(situation.ball.x));
        Athlete best = null;
        double bestScore = -1.2;
        for (Athlete athlete : squad.active) {
            if (athlete == carrier || athlete.task == Athlete.Task.LEAVE) {
                continue;
            }
            double distance = carrier.distanceTo(athlete.x, athlete.y);
            boolean reachable = distance > PASS_M_MIN && distance < PASS_M_MAX;
            boolean onside = squad.u(athlete.x) <= offsideU + 0.3;
            if (reachable && onside) {
                double score = score(squad, opponents, carrier, athlete, distance);
                if (score > bestScore) {
                    best = athlete;
                    bestScore = score;
                }
            }
        }
        return best;
    }

    private double score(Squad squad, Squad opponents, Athlete carrier, Athlete to, double distance) {
        double gain = Positioning.within(squad.u(to.x) - squad.u(carrier.x), -18, 26);
        double open = Math.min(opponents.spaceAt(to.x, to.y), 8);
        double urge = situation.countering() ? 0.11 : 0.055;
        double score = gain * urge + open * 0.22 - Math.abs(distance - 14) * 0.035 + dice.bell() * 0.55;
        if (to.keeper()) {
            score -= 1.6;
        }
        if (to.task == Athlete.Task.RUN) {
            score += 1.5;
        }
        return score - inTheWay(opponents, carrier, to, distance) * 0.75;
    }

    /** How many opponents stand near the line of a pass. */
    private static int inTheWay(Squad opponents, Athlete from, Athlete to, double distance) {
        double dx = (to.x - from.x) / distance;
        double dy = (to.y - from.y) / distance;
        int count = 0;
        for (Athlete opponent : opponents.active) {
            double ox = opponent.x - from.x;
            double oy = opponent.y - from.y;
            double along = ox * dx + oy * dy;
            if (along > 2 && along < distance - 1 && Math.abs(ox * dy - oy * dx) < 1.6) {
                count++;
            }
        }
        return count;
    }

    private void pass(Squad squad, Athlete from, Athlete to, double pressure) {
        double distance = from.distanceTo(to.x, to.y);
        double flightS = distance / 13 + 0.2;
        double error = (0.4 + distance * 0.055) * (pressure < 3 ? 1.7 : 1);
        double leadX = to.task == Athlete.Task.RUN ? (squad.x(1) - squad.x(0)) * 4 : 0;
        double x = to.x + to.vx * flightS + leadX + dice.bell() * error;
        double y = to.y + to.vy * flightS + dice.bell() * error;
        send(from, x, y, to, distance > LOFTED_M);
    }

    /** Away from the own goal, to nobody. */
    private void clear(Squad squad, Athlete from) {
        double x = squad.x(Math.min(squad.u(from.x) + dice.between(28, 45), pitch.lengthM() - 8));
        double y = Positioning.within(from.y + dice.bell() * 16, -2, pitch.widthM() + 2);
        send(from, x, y, squad.nearest(x, y, from), true);
    }

    private void send(Athlete from, double x, double y, Athlete to, boolean lofted) {
        double dx = x - situation.ball.x;
        double dy = y - situation.ball.y;
        double distance = Math.max(0.5, Math.sqrt(dx * dx + dy * dy));
        double speed = lofted ? distance / flightS(distance) * 1.06 : Ball.groundKickMps(distance, 4.5);
        double lift = lofted ? Ball.liftMps(flightS(distance)) : 0;
        situation.kick(from, dx / distance * speed, dy / distance * speed, lift, to);
    }

    private static double flightS(double distance) {
        return 0.7 + distance / 26;
    }
}
