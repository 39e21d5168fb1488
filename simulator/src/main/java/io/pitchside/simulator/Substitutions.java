package io.pitchside.simulator;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Who comes on for whom, and when: at the first dead ball after the planned moment the replaced player leaves by the
 * touchline, and then the substitute comes on. Not thread-safe.
 */
final class Substitutions {
    private static final double LEAVING_S_MAX = 30;

    private record Planned(Squad squad, double atS) {}

    private record Leaving(Squad squad, Athlete athlete, double sinceS) {}

    private final Situation situation;
    private final Dice dice;
    private final List<Planned> planned = new ArrayList<>();
    private final List<Leaving> leaving = new ArrayList<>();

    /** @param fromS start of the second half, match seconds */
    Substitutions(Situation situation, int each, double fromS, double untilS, Dice dice) {
        this.situation = situation;
        this.dice = dice;
        for (Squad squad : new Squad[] {situation.home, situation.away}) {
            for (int i = 0; i < each; i++) {
                planned.add(new Planned(squad, fromS + (untilS - fromS) * dice.between(0.15, 0.8)));
            }
        }
    }

    /** Returns whether somebody changed places, so that tags have to be switched. */
    boolean tick(Play play) {
        if (play.dead()) {
            callOff(play);
        }
        boolean changed = false;
        for (Iterator<Leaving> all = leaving.iterator(); all.hasNext(); ) {
            Leaving one = all.next();
            Athlete athlete = one.athlete();
            double gateX = situation.pitch.lengthM() / 2;
            athlete.go(gateX, -1, 3.1);
            if (athlete.distanceTo(gateX, -1) < 1.5 || situation.nowS - one.sinceS() > LEAVING_S_MAX) {
                Athlete coming = one.squad().bench.get(1);
                coming.put(gateX + 1.5, -1);
                one.squad().replace(athlete, coming);
                all.remove();
                changed = true;
            }
        }
        return changed;
    }

    private void callOff(Play play) {
        for (Iterator<Planned> all = planned.iterator(); all.hasNext(); ) {
            Planned one = all.next();
            if (situation.nowS >= one.atS()) {
                Athlete athlete = one.squad().active[4 + dice.below(7)];
                boolean starter = athlete.shirt <= Squad.ON_PITCH;
                if (starter && athlete.task == Athlete.Task.SHAPE) {
                    athlete.task = Athlete.Task.LEAVE;
                    leaving.add(new Leaving(one.squad(), athlete, situation.nowS));
                    play.holdUp(20);
                    all.remove();
                }
            }
        }
    }
}
