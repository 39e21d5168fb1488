package io.pitchside.simulator;

import io.pitchside.model.tracking.MatchSetup.Pitch;
import org.jspecify.annotations.Nullable;

/**
 * The game itself: who has the ball, who goes for it, what the referee says. {@link #tick} lets everybody decide,
 * {@link #step} moves bodies and ball.
 *
 * <pre>
 *   BREAK ──▶ DEAD ──restart──▶ OPEN
 *     ▲         ▲                │ ball out, goal, foul
 *     │         └────────────────┤
 *     └──────half-time whistle───┘
 * </pre>
 *
 * Not thread-safe.
 */
final class Play {
    /** Decisions a second; movement is finer. */
    static final int TICKS_PER_SECOND = 5;

    private enum Phase {
        OPEN,
        DEAD,
        BREAK
    }

    private static final double CONTROL_M = 1.15;
    private static final double KEEPER_REACH_M = 1.9;
    private static final double DUEL_M = 1.5;

    private final Situation situation;
    private final Pitch pitch;
    private final Dice dice;
    private final Positioning positioning;
    private final Passing passing;
    private final Restarts restarts;
    private final int[] goals = new int[2];

    private Phase phase = Phase.DEAD;

    Play(Situation situation, Dice dice) {
        this.situation = situation;
        this.pitch = situation.pitch;
        this.dice = dice;
        positioning = new Positioning(situation, dice);
        passing = new Passing(situation, dice);
        restarts = new Restarts(situation, positioning, passing, dice);
    }

    int goals(Squad squad) {
        return goals[squad == situation.home ? 0 : 1];
    }

    boolean dead() {
        return phase == Phase.DEAD;
    }

    void kickOff(Squad squad, double waitS) {
        situation.ball.put(pitch.lengthM() / 2, pitch.widthM() / 2);
        award(Restarts.Kind.KICK_OFF, squad, pitch.lengthM() / 2, pitch.widthM() / 2, waitS);
    }

    void halfTime() {
        situation.release();
        situation.regroup();
        situation.ball.put(pitch.lengthM() / 2, pitch.widthM() / 2);
        phase = Phase.BREAK;
    }

    /** Gives the teams this much longer before the game goes on; only while the ball is dead. */
    void holdUp(double seconds) {
        restarts.holdUp(seconds);
    }

    void tick() {
        switch (phase) {
            case BREAK -> positioning.dressingRoom();
            case DEAD -> {
                if (restarts.tick()) {
                    phase = Phase.OPEN;
                }
            }
            case OPEN -> {
                Athlete carrier = situation.carrier();
                if (carrier == null) {
                    chase();
                } else {
                    press(carrier);
                    if (situation.carrier() == carrier) {
                        carry(carrier);
                    }
                }
                positioning.openPlay();
            }
        }
    }

    void step(double dtS) {
        for (Athlete athlete : situation.home.active) {
            athlete.step(dtS);
        }
        for (Athlete athlete : situation.away.active) {
            athlete.step(dtS);
        }
        switch (phase) {
            case BREAK -> {}
            case DEAD -> restarts.moveBall(dtS);
            case OPEN -> moveBall(dtS);
        }
    }

    // --- the ball is free -------------------------------------------------------------------------------------------

    private void chase() {
        Ball ball = situation.ball;
        if (situation.shot != null) {
            Squad defending = situation.defending();
            Athlete keeper = defending.keeper();
            keeper.go(defending.x(Math.min(defending.u(keeper.x), 1.5)), situation.shotY, 7);
            return;
        }
        double landsInS = ball.vz > 0 || ball.z > 0
                ? Math.min(1.8, (ball.vz + Math.sqrt(ball.vz * ball.vz + 19.6 * ball.z)) / 9.81)
                : 0.5;
        for (Squad squad : new Squad[] {situation.home, situation.away}) {
            Athlete to = situation.receiver != null && situation.squadOf(situation.receiver) == squad
                    ? situation.receiver
                    : squad.nearest(ball.x + ball.vx * landsInS, ball.y + ball.vy * landsInS, null);
            for (Athlete athlete : squad.active) {
                if (athlete != to && (athlete.task == Athlete.Task.CHASE || athlete.task == Athlete.Task.PRESS)) {
                    athlete.task = Athlete.Task.SHAPE;
                }
            }
            if (to != situation.receiver) {
                to.task = Athlete.Task.CHASE;
            }
            to.settled = false;
            toBall(to, landsInS);
        }
    }

    /** Runs to where the ball can be met: the nearest point of its way that is still ahead of it. */
    private void toBall(Athlete athlete, double landsInS) {
        Ball ball = situation.ball;
        double speed = ball.speedMps();
        double x = ball.x + ball.vx * landsInS;
        double y = ball.y + ball.vy * landsInS;
        if (speed > 4 && ball.z < 0.5) {
            double along = ((athlete.x - ball.x) * ball.vx + (athlete.y - ball.y) * ball.vy) / speed;
            double ahead = Positioning.within(along, 1.5, speed * 1.8);
            x = ball.x + ball.vx / speed * ahead;
            y = ball.y + ball.vy / speed * ahead;
        }
        double distance = athlete.distanceTo(x, y);
        athlete.go(x, y, distance < 3 ? 3.2 : distance < 8 ? 5.2 : athlete.topMps() * 0.92);
    }

    private void moveBall(double dtS) {
        Ball ball = situation.ball;
        Athlete carrier = situation.carrier();
        if (carrier != null) {
            double speed = carrier.speedMps();
            double ahead = carrier.keeper() ? 0.2 : 0.35 + 0.09 * speed;
            double hx = speed > 0.5 ? carrier.vx / speed : 0;
            double hy = speed > 0.5 ? carrier.vy / speed : 0;
            ball.follow(carrier.x + hx * ahead, carrier.y + hy * ahead, 11, dtS);
        } else {
            ball.step(dtS);
            if (situation.shot != null) {
                shotUnderWay();
            } else {
                takeControl(dtS);
            }
        }
        if (phase == Phase.OPEN) {
            checkOut();
        }
    }

    private void takeControl(double dtS) {
        Ball ball = situation.ball;
        if (ball.z > 2.3) {
            return;
        }
        double speed = ball.speedMps();
        for (Squad squad : new Squad[] {situation.holder(), situation.defending()}) {
            for (Athlete athlete : squad.active) {
                boolean kicker = athlete == situation.lastTouch && situation.nowS - situation.kickedAtS < 1.2;
                double reach = athlete.keeper() ? KEEPER_REACH_M : CONTROL_M;
                boolean leaves = athlete.task == Athlete.Task.LEAVE;
                if (kicker || leaves || athlete.distanceTo(ball.x, ball.y) > reach) {
                    continue;
                }
                double perSecond = athlete == situation.receiver ? 15 : speed > 9 ? 1.1 : 7;
                if (dice.happens(perSecond * dtS)) {
                    situation.control(athlete, thinkingS(athlete));
                    return;
                }
            }
        }
    }

    private double thinkingS(Athlete athlete) {
        if (athlete.keeper()) {
            return dice.between(2.0, 6.0);
        }
        return dice.happens(0.25) ? dice.between(0.2, 0.6) : dice.between(0.8, 2.6);
    }

    private void shotUnderWay() {
        Ball ball = situation.ball;
        Squad attacking = situation.holder();
        Squad defending = situation.defending();
        double u = attacking.u(ball.x);
        Athlete keeper = defending.keeper();
        Situation.Shot shot = situation.shot;
        if (shot == Situation.Shot.BLOCKED && defending.spaceAt(ball.x, ball.y) < 2.2) {
            situation.shot = null;
            ball.vx *= -0.35;
            ball.vy = ball.vy * 0.5 + dice.bell() * 5;
            ball.vz = dice.between(0, 3);
            situation.lastTouch = defending.nearest(ball.x, ball.y, null);
            situation.kickedAtS = situation.nowS;
        } else if (shot == Situation.Shot.SAVED
                && (keeper.distanceTo(ball.x, ball.y) < 1.6 || u > pitch.lengthM() - 1.2)) {
            if (dice.happens(0.45)) {
                parry(keeper);
            } else {
                situation.control(keeper, dice.between(3, 7));
            }
        } else if (shot != Situation.Shot.GOAL && ball.speedMps() < 4) {
            situation.shot = null;
        }
    }

    /** The keeper turns the ball away beside the goal. */
    private void parry(Athlete keeper) {
        situation.shot = null;
        situation.lastTouch = keeper;
        situation.kickedAtS = situation.nowS;
        Ball ball = situation.ball;
        ball.vx *= 0.3;
        ball.vy = (ball.y < pitch.widthM() / 2 ? -1 : 1) * dice.between(7, 11);
        ball.vz = dice.between(1, 4);
    }

    // --- the ball is at somebody's feet -----------------------------------------------------------------------------

    private void press(Athlete carrier) {
        Squad defending = situation.defending();
        Athlete first = defending.nearest(carrier.x, carrier.y, null);
        Athlete second = defending.nearest(carrier.x, carrier.y, first);
        for (Squad squad : new Squad[] {situation.home, situation.away}) {
            for (Athlete athlete : squad.active) {
                boolean free = athlete != first && athlete != second && athlete != carrier;
                if (free && (athlete.task == Athlete.Task.PRESS || athlete.task == Athlete.Task.CHASE)) {
                    athlete.task = Athlete.Task.SHAPE;
                }
            }
        }
        if (carrier.keeper()) {
            return;
        }
        double carrierU = defending.u(carrier.x);
        double distance = first.distanceTo(carrier.x, carrier.y);
        first.task = Athlete.Task.PRESS;
        first.settled = false;
        boolean high = carrierU > 72 && !situation.countering();
        double pace = high ? 3.6 : distance > 9 ? 7.2 : distance > 5 ? 6.0 : 4.6;
        double shield = high ? 4 : 0.4;
        first.go(defending.x(Math.max(1, carrierU - shield)) + carrier.vx * 0.5, carrier.y + carrier.vy * 0.5, pace);
        if (carrierU < 60) {
            second.task = Athlete.Task.PRESS;
            second.settled = false;
            double w = defending.w(carrier.y);
            double inside = w + (pitch.widthM() / 2 - w) * 0.2;
            second.go(defending.x(Math.max(1, carrierU - 5)), defending.y(inside), 4.6);
        }
        if (distance < DUEL_M && situation.nowS >= situation.duelAgainAtS && dice.happens(0.11)) {
            duel(carrier, first);
        }
    }

    private void duel(Athlete carrier, Athlete opponent) {
        Ball ball = situation.ball;
        double roll = dice.share();
        situation.duelAgainAtS = situation.nowS + 1.2;
        if (roll < 0.55) {
            situation.control(opponent, thinkingS(opponent));
        } else if (roll < 0.73) {
            situation.lastTouch = opponent;
            Squad fouled = situation.squadOf(carrier);
            award(Restarts.Kind.FREE_KICK, fouled, carrier.x, carrier.y, dice.between(9, 22));
        } else {
            double angle = dice.between(0, 2 * Math.PI);
            double speed = dice.between(4, 9);
            situation.kick(opponent, StrictMath.cos(angle) * speed, StrictMath.sin(angle) * speed, 0, null);
            ball.z = 0;
        }
    }

    private void carry(Athlete carrier) {
        if (situation.nowS >= situation.decideAtS) {
            passing.decide(carrier);
        }
        if (situation.carrier() != carrier) {
            return;
        }
        Squad squad = situation.squadOf(carrier);
        if (carrier.keeper()) {
            carrier.go(squad.x(Math.min(14, squad.u(carrier.x) + 2)), carrier.y, 1.6);
            return;
        }
        Squad opponents = situation.other(squad);
        Athlete nearest = opponents.nearest(carrier.x, carrier.y, null);
        double space = nearest.distanceTo(carrier.x, carrier.y);
        double u = squad.u(carrier.x) + (space > 4 ? 7 : 3);
        double aside = space < 5 ? Math.signum(carrier.y - nearest.y) * 5 : (pitch.widthM() / 2 - carrier.y) * 0.08;
        double pace = situation.countering() && space > 4 ? 6.8 : space > 7 ? 4.4 : space > 3 ? 3.6 : 2.8;
        carrier.go(
                squad.x(Math.min(u, pitch.lengthM() - 3)),
                Positioning.within(carrier.y + aside, 2, pitch.widthM() - 2),
                pace);
    }

    // --- the referee ------------------------------------------------------------------------------------------------

    private void checkOut() {
        Ball ball = situation.ball;
        if (ball.x < 0 || ball.x > pitch.lengthM()) {
            overGoalLine();
        } else if (ball.y < 0 || ball.y > pitch.widthM()) {
            Squad to = situation.other(lastTouching());
            double y = ball.y < 0 ? 0 : pitch.widthM();
            award(
                    Restarts.Kind.THROW_IN,
                    to,
                    Positioning.within(ball.x, 1, pitch.lengthM() - 1),
                    y,
                    dice.between(5, 13));
        }
    }

    private void overGoalLine() {
        Ball ball = situation.ball;
        Squad owner = situation.home.u(ball.x) < pitch.lengthM() / 2 ? situation.home : situation.away;
        Squad attackers = situation.other(owner);
        boolean between = Math.abs(ball.y - pitch.widthM() / 2) < Situation.GOAL_HALF_M && ball.z < 2.44;
        if (between && situation.shot == Situation.Shot.GOAL) {
            goals[attackers == situation.home ? 0 : 1]++;
            award(Restarts.Kind.KICK_OFF, owner, pitch.lengthM() / 2, pitch.widthM() / 2, dice.between(38, 55));
        } else if (lastTouching() == attackers) {
            double w = pitch.widthM() / 2 + (dice.happens(0.5) ? 5 : -5);
            award(Restarts.Kind.GOAL_KICK, owner, owner.x(5.5), w, dice.between(12, 24));
        } else {
            double y = ball.y < pitch.widthM() / 2 ? 0.3 : pitch.widthM() - 0.3;
            award(Restarts.Kind.CORNER, attackers, attackers.x(pitch.lengthM() - 0.3), y, dice.between(17, 30));
        }
    }

    private Squad lastTouching() {
        @Nullable Athlete last = situation.lastTouch;
        return last == null ? situation.holder() : situation.squadOf(last);
    }

    private void award(Restarts.Kind kind, Squad squad, double x, double y, double waitS) {
        phase = Phase.DEAD;
        restarts.award(kind, squad, x, y, waitS);
    }
}
