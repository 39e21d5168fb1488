package io.pitchside.jobs.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchside.jobs.tracking.CoreRun.Sample;
import io.pitchside.model.event.Alert;
import io.pitchside.model.tracking.MatchSetup;
import io.pitchside.model.tracking.MatchSetup.Period;
import io.pitchside.model.tracking.MatchSetup.Status;
import io.pitchside.model.tracking.TrackingRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When alerts of a player's stream are raised and cleared. */
class PlayerAlertsTest {
    private static final long START = 1_700_000_000_000L;

    @Test
    void aHeartRateThatStaysHighRaisesOneAlertAndClearsItBelowTheLowerShare() {
        CoreRun run = CoreRun.of("male");

        // The maximum is 200: high is from 184 on, over is below 176.
        hearts(run, 0, 100, 190);
        hearts(run, 100, 120, 180);
        hearts(run, 120, 200, 190);
        hearts(run, 200, 210, 170);

        assertThat(run.alerts).hasSize(2);
        Alert raised = run.alerts.get(0);
        assertThat(raised.rule()).isEqualTo("heart-rate-high");
        assertThat(raised.medical()).isTrue();
        assertThat(raised.playerId()).isEqualTo("p");
        assertThat(raised.subject()).isEqualTo("m1/p");
        assertThat(raised.at()).isEqualTo(START + 60_000);
        assertThat(raised.clearedAt()).isNull();
        assertThat(raised.value()).isEqualTo(190);
        assertThat(raised.threshold()).isEqualTo(184);
        assertThat(raised.eventId()).isEqualTo("tracking/heart-rate-high/m1/p/" + (START + 60_000));
        assertThat(run.alerts.get(1)).isEqualTo(raised.cleared(START + 201_000));
    }

    @Test
    void aHeartRateThatFallsInBetweenOrPausesIsNotContinuous() {
        CoreRun run = CoreRun.of("male");

        hearts(run, 0, 50, 190);
        hearts(run, 50, 51, 183);
        hearts(run, 51, 100, 190);
        hearts(run, 110, 165, 190);

        assertThat(run.alerts).isEmpty();
    }

    @Test
    void withoutAMaximumNoHeartRateIsHigh() {
        CoreRun run = new CoreRun(TrackingRules.DEFAULT);

        hearts(run, 0, 200, 220);

        assertThat(run.alerts).isEmpty();
    }

    @Test
    void moreSprintMetresThanEverBeforeRaiseAnAlertAfterFifteenMinutes() {
        CoreRun run = CoreRun.of("male");
        Runner runner = new Runner(run);

        runner.sprint(10);
        runner.jog(490);
        runner.sprint(15);
        runner.jog(500);
        // The largest window so far has 15 s at 8 m/s, 120 m; now come 20 s.
        assertThat(run.alerts).isEmpty();
        runner.sprint(20);
        runner.jog(600);

        assertThat(run.alerts).extracting(Alert::rule).containsOnly("sprint-load-high");
        assertThat(run.alerts).hasSize(2);
        Alert raised = run.alerts.get(0);
        assertThat(raised.medical()).isFalse();
        assertThat(raised.threshold()).isBetween(1.2 * 118, 1.2 * 122);
        assertThat(raised.value()).isGreaterThan(raised.threshold());
        assertThat(raised.at()).isBetween(START + 1_015_000, START + 1_036_000);
        Long cleared = run.alerts.get(1).clearedAt();
        assertThat(cleared).isBetween(START + 1_315_000, START + 1_336_000);
        assertThat(run.alerts.get(1)).isEqualTo(raised.cleared(cleared));
    }

    @Test
    void fewSprintMetresOrEarlyOnesRaiseNothing() {
        CoreRun early = CoreRun.of("male");
        Runner first = new Runner(early);
        first.sprint(5);
        first.jog(400);
        first.sprint(20);
        CoreRun few = CoreRun.of("male");
        Runner second = new Runner(few);
        second.jog(1_000);
        second.sprint(6);
        second.jog(100);

        assertThat(early.alerts).isEmpty();
        assertThat(few.alerts).isEmpty();
    }

    @Test
    void aSilentSensorIsToldOnceAndClearedWhenItsReadingsReturn() {
        CoreRun run = CoreRun.of("male", new Period("1", START, START + 3_000_000));
        for (int i = 0; i <= 1_000; i++) {
            moving(run, "p", i);
            if (i < 200 || i > 800) {
                moving(run, "q", i);
            }
        }

        assertThat(run.alerts).hasSize(2);
        Alert raised = run.alerts.get(0);
        assertThat(raised.rule()).isEqualTo("sensor-silent");
        assertThat(raised.playerId()).isEqualTo("q");
        // After a minute the first reading alone is not believed, the second is. The newest of q before that of
        // 19.9 s; the first new second of the clock that is more than 10 s on is the 30th.
        assertThat(raised.at()).isEqualTo(START + 30_000);
        assertThat(raised.value()).isEqualTo(10.1);
        assertThat(raised.threshold()).isEqualTo(10);
        assertThat(run.alerts.get(1)).isEqualTo(raised.cleared(START + 80_200));
    }

    @Test
    void nobodyIsSilentBeforePlayBetweenPeriodsAndAfterTheEnd() {
        CoreRun run = CoreRun.of(
                "male", new Period("1", START, START + 20_000), new Period("2", START + 60_000, START + 100_000));
        moving(run, "q", 0);
        moving(run, "q", 1);
        for (int i = 0; i <= 90; i++) {
            moving(run, "p", i);
        }
        assertThat(run.alerts).isEmpty();
        // Half-time: q keeps silent.
        for (int i = 200; i <= 690; i++) {
            moving(run, "p", i);
        }
        assertThat(run.alerts).isEmpty();

        for (int i = 691; i <= 720; i++) {
            moving(run, "p", i);
        }

        assertThat(run.alerts).hasSize(1);
        assertThat(run.alerts.get(0).at()).isEqualTo(START + 71_000);
    }

    @Test
    void aPauseOfTheWholeFeedMakesNobodySilent() {
        CoreRun run = CoreRun.of("male");
        for (int i = 0; i <= 300; i++) {
            int pause = i > 150 ? 200 : 0;
            moving(run, "p", i + pause);
            moving(run, "q", i + pause);
            if (i < 150) {
                moving(run, "r", i);
            }
        }

        // All but r are back after twenty seconds; r has ten more.
        assertThat(run.alerts).extracting(Alert::playerId).containsExactly("r");
        assertThat(run.alerts.get(0).at()).isBetween(START + 45_000, START + 47_000);
    }

    @Test
    void theBallIsNeverSilentAndNeverFrozen() {
        CoreRun run = CoreRun.of("male");
        for (int i = 0; i <= 100; i++) {
            run.send(new Sample(MatchSetup.BALL, i, START + i * 100L, i * 0.1, 5, 0));
        }
        for (int i = 0; i <= 1_000; i++) {
            moving(run, "p", i);
        }

        assertThat(run.alerts).isEmpty();
    }

    @Test
    void aFrozenPositionIsToldAndClearedWhenItMoves() {
        CoreRun run = CoreRun.of("male");
        for (int i = 0; i <= 1_000; i++) {
            // Walks two metres, hangs for 60 s, walks on.
            double x = i < 200 ? i * 0.01 : i < 800 ? 2 + i % 2 * 0.02 : 2 + (i - 800) * 0.1;
            run.send(new Sample("p", i, START + i * 100L, x, 5, 0));
        }

        assertThat(run.alerts).hasSize(2);
        Alert raised = run.alerts.get(0);
        assertThat(raised.rule()).isEqualTo("position-frozen");
        assertThat(raised.at()).isBetween(START + 49_000, START + 52_000);
        assertThat(raised.threshold()).isEqualTo(30);
        assertThat(run.alerts.get(1)).isEqualTo(raised.cleared(START + 81_000));
    }

    @Test
    void aTagThatNeverMovedLiesOnTheBench() {
        CoreRun run = CoreRun.of("male");
        for (int i = 0; i <= 1_000; i++) {
            run.send(new Sample("p", i, START + i * 100L, 3 + i % 5 * 0.005, 5, 0));
        }

        assertThat(run.alerts).isEmpty();
    }

    @Test
    void positionsMayRestBetweenThePeriods() {
        CoreRun run = CoreRun.of(
                "male", new Period("1", START, START + 20_000), new Period("2", START + 100_000, START + 200_000));
        for (int i = 0; i <= 1_250; i++) {
            double x = i < 200 ? i * 0.1 : 20;
            run.send(new Sample("p", i, START + i * 100L, x, 5, 0));
        }

        assertThat(run.alerts).isEmpty();
    }

    @Test
    void theFinalWhistleClearsWhatIsRaised() {
        CoreRun run = CoreRun.of("male");
        hearts(run, 0, 100, 190);

        run.control(CoreRun.setup(2, Status.FINISHED, List.of(CoreRun.player("p", "male")), List.of()));

        assertThat(run.alerts).hasSize(2);
        assertThat(run.alerts.get(1)).isEqualTo(run.alerts.get(0).cleared(START + 99_000));
    }

    @Test
    void aCorrectionTakesNoAlertBackAndRaisesNone() {
        CoreRun run = CoreRun.of("male");
        hearts(run, 0, 100, 190);
        int before = run.alerts.size();

        // Half a second after each: the mean of these seconds falls below everything.
        for (int s = 75; s < 95; s++) {
            run.send(Sample.heart("p", 10_000 + s, START + s * 1_000L + 500, 60));
        }
        hearts(run, 100, 110, 190);

        assertThat(before).isEqualTo(1);
        assertThat(run.alerts).hasSize(1);
        assertThat(run.row("p", START / 1000 + 80).hr()).isEqualTo(125);
    }

    @Test
    void showingAnUnfinishedSecondEarlyDecidesNothing() {
        CoreRun run = CoreRun.of("male");
        hearts(run, 0, 60, 190);
        run.flush();
        assertThat(run.alerts).isEmpty();

        hearts(run, 60, 62, 190);

        assertThat(run.alerts).hasSize(1);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void restoringTheStateAndReplayingTheLogDecideAlike(long seed) {
        Random random = new Random(seed);
        List<Sample> log = busy(random);

        CoreRun undisturbed = CoreRun.of("male");
        log.forEach(undisturbed::send);
        CoreRun replayed = CoreRun.of("male");
        log.forEach(replayed::send);
        CoreRun restarted = CoreRun.of("male");
        for (Sample sample : log) {
            int dice = random.nextInt(300);
            if (dice == 0) {
                restarted.restart();
            } else if (dice == 1) {
                restarted.copyState();
            } else if (dice == 2) {
                restarted.flush();
            }
            restarted.send(sample);
        }

        assertThat(undisturbed.alerts).as("seed %d", seed).isNotEmpty();
        assertThat(replayed.alerts).isEqualTo(undisturbed.alerts);
        assertThat(restarted.alerts).containsExactlyInAnyOrderElementsOf(undisturbed.alerts);
        // Each is raised once and cleared at most once.
        assertThat(undisturbed.alerts.stream()
                        .map(alert -> alert.eventId() + (alert.clearedAt() == null ? "" : "/over")))
                .doesNotHaveDuplicates();
    }

    /** Four players at 2 Hz for twenty minutes: hot hearts, sprints, silence and frozen tags, slightly out of order. */
    private static List<Sample> busy(Random random) {
        List<Sample> log = new ArrayList<>();
        double[] x = new double[4];
        double[] speed = {3, 3, 3, 3};
        int[] hr = {150, 150, 150, 150};
        long[] silentUntil = new long[4];
        long[] frozenUntil = new long[4];
        for (int i = 0; i < 2_400; i++) {
            for (int p = 0; p < 4; p++) {
                if (random.nextInt(600) == 0) {
                    silentUntil[p] = (long) i + random.nextInt(60);
                }
                if (random.nextInt(600) == 0) {
                    frozenUntil[p] = (long) i + random.nextInt(150);
                }
                speed[p] = Math.max(0, Math.min(9, speed[p] + random.nextGaussian() * 0.5));
                hr[p] = Math.max(100, Math.min(199, hr[p] + random.nextInt(5) - (hr[p] > 190 ? 3 : 1)));
                x[p] += i < frozenUntil[p] ? 0 : speed[p] * 0.5;
                if (i >= silentUntil[p]) {
                    long ts = START + i * 500L + random.nextInt(200);
                    log.add(new Sample(p == 0 ? "p" : "p" + p, i, ts, x[p] % 100, 5, hr[p]));
                }
            }
        }
        for (int i = 1; i < log.size(); i++) {
            if (random.nextInt(10) == 0) {
                log.add(Math.max(0, i - random.nextInt(20)), log.remove(i));
            }
        }
        return log;
    }

    private static void hearts(CoreRun run, int from, int to, int hr) {
        for (int s = from; s < to; s++) {
            run.send(Sample.heart("p", s, START + s * 1_000L, hr));
        }
    }

    private static void moving(CoreRun run, String player, int i) {
        run.send(new Sample(player, i, START + i * 100L, i * 0.2 % 50, 5, 0));
    }

    /** Runs at 5 Hz, to and fro. */
    private static final class Runner {
        private final CoreRun run;
        private long step;
        private double x;

        Runner(CoreRun run) {
            this.run = run;
        }

        void jog(int seconds) {
            go(seconds, 2);
        }

        void sprint(int seconds) {
            go(seconds, 8);
        }

        private void go(int seconds, double speed) {
            for (int i = 0; i < seconds * 5; i++) {
                x += speed / 5;
                // Nothing says that a player turns; the pitch of this test is as long as it takes, but for its ends.
                if (x > 900) {
                    x = -900;
                }
                run.send(new Sample("p", step, START + step * 200, x, 10, 0));
                step++;
            }
        }
    }
}
