package io.pitchside.simulator;

import static java.util.Objects.requireNonNull;

import io.pitchside.model.tracking.MatchSetup.Side;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One team: eleven on the pitch, the others on the bench. Knows its direction of play: {@code u} is the distance from
 * the own goal line, {@code w} from the right touchline, both in metres. Not thread-safe.
 */
final class Squad {
    static final int ON_PITCH = 11;
    static final int BENCH = 7;
    private static final int[] BENCH_SHIRTS = {12, 13, 14, 15, 16, 17, 18};

    final Side side;
    final Formation formation;
    /** The keeper is the first one. */
    final Athlete[] active = new Athlete[ON_PITCH];
    /** In the order in which they come on; its first is the second keeper, who stays. */
    final List<Athlete> bench = new ArrayList<>();

    private final double lengthM;
    private final double widthM;
    private boolean towardsX = true;
    /** Smoothed lines of the team, metres from the own goal line. */
    double backU = 30;

    double frontU = 60;

    Squad(Side side, Formation formation, double lengthM, double widthM, Names names, Dice dice) {
        this.side = side;
        this.formation = formation;
        this.lengthM = lengthM;
        this.widthM = widthM;
        active[0] = new Athlete(side, 1, names.person(), Formation.KEEPER, dice);
        for (int i = 1; i < ON_PITCH; i++) {
            active[i] = new Athlete(
                    side, i + 1, names.person(), formation.outfield().get(i - 1), dice);
        }
        for (int i = 0; i < BENCH; i++) {
            Formation.Slot slot =
                    i == 0 ? Formation.KEEPER : formation.outfield().get(10 - i);
            bench.add(new Athlete(side, BENCH_SHIRTS[i], names.person(), slot, dice));
        }
    }

    void attack(boolean newTowardsX) {
        towardsX = newTowardsX;
    }

    double u(double x) {
        return towardsX ? x : lengthM - x;
    }

    double w(double y) {
        return towardsX ? y : widthM - y;
    }

    double x(double u) {
        return towardsX ? u : lengthM - u;
    }

    double y(double w) {
        return towardsX ? w : widthM - w;
    }

    Athlete keeper() {
        return active[0];
    }

    /** The outfield player nearest to a point, leaving out one. */
    Athlete nearest(double x, double y, @Nullable Athlete except) {
        Athlete best = null;
        double bestDistance = Double.MAX_VALUE;
        for (int i = 1; i < ON_PITCH; i++) {
            Athlete athlete = active[i];
            if (athlete != except && athlete.task != Athlete.Task.LEAVE) {
                double distance = athlete.distanceTo(x, y);
                if (distance < bestDistance) {
                    best = athlete;
                    bestDistance = distance;
                }
            }
        }
        // Never more than five leave at once.
        return requireNonNull(best, "nearest player");
    }

    /** Distance of the nearest player of this team to a point, the keeper included. */
    double spaceAt(double x, double y) {
        double least = Double.MAX_VALUE;
        for (Athlete athlete : active) {
            least = Math.min(least, athlete.distanceTo(x, y));
        }
        return least;
    }

    /** Where this team's second-last player stands, counted from its own goal line: its offside line. */
    double offsideLineU() {
        double last = Double.MAX_VALUE;
        double second = Double.MAX_VALUE;
        for (Athlete athlete : active) {
            double depth = u(athlete.x);
            if (depth < last) {
                second = last;
                last = depth;
            } else if (depth < second) {
                second = depth;
            }
        }
        return second;
    }

    /** Puts a substitute in somebody's place. */
    void replace(Athlete leaving, Athlete coming) {
        for (int i = 0; i < ON_PITCH; i++) {
            if (active[i] == leaving) {
                active[i] = coming;
                coming.slot = leaving.slot;
                bench.remove(coming);
                return;
            }
        }
        throw new IllegalStateException("shirt " + leaving.shirt + " is not on the pitch");
    }
}
