package io.pitchside.simulator;

import static java.util.Objects.requireNonNull;

import io.pitchside.model.tracking.MatchSetup.Pitch;
import org.jspecify.annotations.Nullable;

/**
 * Where everything stands: the two teams, the ball and who has it. The parts of the play read and change it; it decides
 * nothing itself. Times are match seconds, from the first kick-off, breaks included. Not thread-safe.
 */
final class Situation {
    /** How a shot will end; decided when it is taken. */
    enum Shot {
        GOAL,
        SAVED,
        BLOCKED,
        WIDE
    }

    static final double GOAL_HALF_M = 3.66;

    final Pitch pitch;
    final Squad home;
    final Squad away;
    final Ball ball = new Ball();

    double nowS;
    /** The team that has the ball, or had it last. */
    private Squad holder;

    private @Nullable Athlete carrier;
    /** Who is meant to get the ball that is under way. */
    @Nullable
    Athlete receiver;
    /** Who touched the ball last, and when. */
    @Nullable
    Athlete lastTouch;

    double kickedAtS = -10;

    @Nullable
    Shot shot;

    double shotY;
    /** When the carrier makes up his mind. */
    double decideAtS;
    /** Until when the team that just won the ball breaks forward. */
    double counterUntilS = -1;

    double duelAgainAtS;

    Situation(Pitch pitch, Squad home, Squad away) {
        this.pitch = pitch;
        this.home = home;
        this.away = away;
        holder = home;
    }

    Squad holder() {
        return holder;
    }

    Squad defending() {
        return other(holder);
    }

    Squad squadOf(Athlete athlete) {
        return athlete.side == home.side ? home : away;
    }

    Squad other(Squad squad) {
        return squad == home ? away : home;
    }

    @Nullable
    Athlete carrier() {
        return carrier;
    }

    boolean countering() {
        return nowS < counterUntilS;
    }

    /** The ball is at somebody's feet (or in the keeper's hands). */
    void control(Athlete athlete, double thinkS) {
        Squad squad = squadOf(athlete);
        Athlete former = lastTouch;
        if (squad != holder && former != null && shot == null) {
            counterUntilS = nowS + 7;
        } else if (squad != holder) {
            counterUntilS = -1;
        }
        holder = squad;
        release();
        carrier = athlete;
        athlete.task = Athlete.Task.CARRY;
        athlete.settled = false;
        lastTouch = athlete;
        ball.vz = 0;
        decideAtS = nowS + thinkS;
        duelAgainAtS = Math.max(duelAgainAtS, nowS + 0.5);
    }

    /** The ball leaves the feet of its carrier. */
    void kick(Athlete kicker, double vx, double vy, double vz, @Nullable Athlete to) {
        release();
        lastTouch = kicker;
        kickedAtS = nowS;
        ball.vx = vx;
        ball.vy = vy;
        ball.vz = vz;
        receiver = to;
        if (to != null) {
            to.task = Athlete.Task.RECEIVE;
            to.settled = false;
        }
    }

    /** Nobody has the ball and nobody is meant to get it. */
    void release() {
        if (carrier != null && carrier.task == Athlete.Task.CARRY) {
            carrier.task = Athlete.Task.SHAPE;
        }
        if (receiver != null && receiver.task == Athlete.Task.RECEIVE) {
            receiver.task = Athlete.Task.SHAPE;
        }
        carrier = null;
        receiver = null;
        shot = null;
    }

    /** The team gets the ball by the referee's decision. */
    void award(Squad squad) {
        release();
        holder = requireNonNull(squad, "squad");
        counterUntilS = -1;
    }

    /** Everybody back to keeping the shape, but those who leave the pitch. */
    void regroup() {
        for (Squad squad : new Squad[] {home, away}) {
            for (Athlete athlete : squad.active) {
                if (athlete.task != Athlete.Task.LEAVE) {
                    athlete.task = Athlete.Task.SHAPE;
                }
                athlete.settled = false;
            }
        }
    }
}
