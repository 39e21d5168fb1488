package io.pitchside.jobs.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pitchside.jobs.tracking.CoreRun.Sample;
import io.pitchside.jobs.tracking.TrackingCore.Outcome;
import io.pitchside.model.tracking.MatchSetup;
import io.pitchside.model.tracking.PlayerSecond;
import io.pitchside.model.tracking.TrackingRules;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TrackingCoreTest {
    private static final long START = 1_700_000_000_000L;
    private static final long SECOND = START / 1000;

    @Test
    void constantSpeedGivesThatSpeedAndItsMetres() {
        CoreRun run = new CoreRun(TrackingRules.DEFAULT);

        for (int i = 0; i <= 100; i++) {
            run.send(new Sample("p", i, START + i * 50L, i * 0.2, 10, 0));
        }
        run.flush();

        PlayerSecond row = run.row("p", SECOND + 2);
        assertThat(row.speedMps()).isEqualTo(4.0);
        assertThat(row.distanceMm()).isEqualTo(4_000);
        assertThat(row.zone2Mm()).isEqualTo(4_000);
        assertThat(row.zone2Ms()).isEqualTo(1_000);
        assertThat(row.accelerationMaxMps2()).isZero();
        assertThat(row.readings()).isEqualTo(20);
    }

    @Test
    void constantAccelerationIsFoundAgain() {
        CoreRun run = new CoreRun(TrackingRules.DEFAULT);

        for (int i = 0; i <= 80; i++) {
            double t = i * 0.05;
            run.send(new Sample("p", i, START + i * 50L, t * t, 10, 0));
        }
        run.flush();

        PlayerSecond row = run.row("p", SECOND + 2);
        assertThat(row.accelerationMaxMps2()).isCloseTo(2.0, within(0.01));
        // x = t²; an increment belongs to the second of its later reading: 2.95² - 1.95² metres.
        assertThat(row.distanceMm()).isEqualTo(4_900);
    }

    @Test
    void aSprintCountsOnceAndInTheSecondInWhichItIsLongEnough() {
        CoreRun run = new CoreRun(TrackingRules.DEFAULT);
        double x = 0;

        for (int i = 0; i <= 200; i++) {
            boolean fast = i >= 45 && i < 120;
            x += (fast ? 8.0 : 2.0) * 0.05;
            run.send(new Sample("p", i, START + i * 50L, x, 10, 0));
        }
        run.flush();

        assertThat(run.rows.values().stream().mapToInt(PlayerSecond::sprints).sum())
                .isEqualTo(1);
        assertThat(run.row("p", SECOND + 2).sprints()).isEqualTo(1);
    }

    @Test
    void halfASecondAtFullSpeedIsTheLeastASprintMayLast() {
        assertThat(sprintsOfBurst(440)).isZero();
        assertThat(sprintsOfBurst(900)).isEqualTo(1);
    }

    private static int sprintsOfBurst(int ms) {
        CoreRun run = new CoreRun(TrackingRules.DEFAULT);
        double x = 0;
        for (int i = 0; i <= 200; i++) {
            x += (i >= 40 && i < 40 + ms / 20 ? 8.0 : 1.0) * 0.02;
            run.send(new Sample("p", i, START + i * 20L, x, 10, 0));
        }
        run.flush();
        return run.rows.values().stream().mapToInt(PlayerSecond::sprints).sum();
    }

    @Test
    void aStepFasterThanAnyPlayerIsReplacedByItsNeighbours() {
        CoreRun run = new CoreRun(TrackingRules.DEFAULT);

        for (int i = 0; i <= 60; i++) {
            run.send(new Sample("p", i, START + i * 50L, i * 0.2 + (i == 30 ? 7 : 0), 10, 0));
        }
        run.flush();

        PlayerSecond row = run.row("p", SECOND + 1);
        assertThat(row.repaired()).isEqualTo(2);
        assertThat(row.distanceMm()).isEqualTo(4_000);
        assertThat(row.speedMaxMps()).isEqualTo(4.0);
    }

    @Test
    void aGapIsReportedAsMissingAndItsMetresAreNotCounted() {
        CoreRun run = new CoreRun(TrackingRules.DEFAULT);

        for (int i = 0; i <= 100; i++) {
            long gap = i > 30 ? 2_000 : 0;
            run.send(new Sample("p", i, START + i * 50L + gap, i * 0.2 + (i > 30 ? 50 : 0), 10, 0));
        }
        run.flush();

        long missing =
                run.rows.values().stream().mapToLong(PlayerSecond::missingMs).sum();
        long distance =
                run.rows.values().stream().mapToLong(PlayerSecond::distanceMm).sum();
        assertThat(missing).isEqualTo(2_050);
        assertThat(distance).isEqualTo(99 * 200);
    }

    @Test
    void nothingIsSummedAcrossTheBorderOfAPeriod() {
        CoreRun run = new CoreRun(TrackingRules.DEFAULT);
        MatchSetup.Period first = new MatchSetup.Period("1", START, START + 2_000);
        MatchSetup.Period second = new MatchSetup.Period("2", START + 2_000, START + 9_000);
        run.control(setup(MatchSetup.Status.LIVE, List.of(first, second)));

        for (int i = 0; i <= 100; i++) {
            run.send(new Sample("p", i, START + i * 50L, i * 0.2, 10, 0));
        }
        run.flush();

        assertThat(run.rows.values().stream()
                        .mapToLong(PlayerSecond::distanceMm)
                        .sum())
                .isEqualTo(99 * 200);
        assertThat(run.rows.values().stream().mapToLong(PlayerSecond::missingMs).sum())
                .isZero();
    }

    @Test
    void aReadingBeyondTheBoundIsStoredButInNoMetric() {
        CoreRun run = new CoreRun(TrackingRules.DEFAULT);
        for (int i = 0; i <= 2_000; i++) {
            run.send(new Sample("p", i, START + i * 50L, i * 0.1, 10, 0));
        }
        run.flush();
        String before = run.values().toString();

        Outcome outcome = run.send(new Sample("p", 9_999, START + 25, 77, 10, 0));

        run.flush();
        assertThat(outcome).isEqualTo(Outcome.LATE);
        assertThat(run.accepted.get(run.accepted.size() - 1)).endsWith("\"lateness_ms\":99975,\"late\":true}");
        assertThat(run.values()).hasToString(before);
    }

    @Test
    void aLateReadingInsideTheBoundCorrectsTheSecondItTouchesAndNoOther() {
        CoreRun run = new CoreRun(TrackingRules.DEFAULT);
        for (int i = 0; i <= 200; i++) {
            if (i != 50) {
                run.send(new Sample("p", i, START + i * 50L, i * 0.2, i == 50 ? 11 : 10, 0));
            }
        }
        var before = run.values();

        run.send(new Sample("p", 50, START + 50 * 50L, 50 * 0.2, 11, 0));

        var changed = run.values().entrySet().stream()
                .filter(row -> !row.getValue().equals(before.get(row.getKey())))
                .map(row -> row.getKey())
                .collect(Collectors.toSet());
        assertThat(changed).containsExactly("p/" + (SECOND + 2));
    }

    @Test
    void theSameIdWithAnotherPayloadIsAConflictAndTheFirstWins() {
        CoreRun run = new CoreRun(TrackingRules.DEFAULT);
        run.send(new Sample("p", 1, START, 1, 1, 0));

        Outcome repeat = run.send(new Sample("p", 1, START, 1, 1, 0));
        Outcome conflict = run.send(new Sample("p", 1, START, 2, 1, 0));

        assertThat(repeat).isEqualTo(Outcome.DUPLICATE);
        assertThat(conflict).isEqualTo(Outcome.CONFLICT);
        assertThat(run.accepted).hasSize(1);
    }

    @Test
    void aRebootedSensorIsNoRepeat() {
        CoreRun run = new CoreRun(TrackingRules.DEFAULT);

        for (int i = 0; i < 200; i++) {
            run.send(new Sample("p", i % 100, START + i * 50L, i * 0.2, 10, 0));
        }
        run.flush();

        assertThat(run.count(Outcome.UNIQUE)).isEqualTo(200);
        assertThat(run.row("p", SECOND + 5).distanceMm()).isEqualTo(4_000);
    }

    @Test
    void aClockAnHourAheadIsRefusedCountedAndTold() {
        CoreRun run = new CoreRun(TrackingRules.DEFAULT).live(START);
        long ahead = START + 3_600_000;

        for (int i = 0; i < 20; i++) {
            run.send(new Sample("p", i, START + i, 1, 1, 0));
            run.send(new Sample("q", i, ahead + i * 50L, 1, 1, 0));
        }

        assertThat(run.count(Outcome.REJECTED)).isEqualTo(20);
        assertThat(run.deadLetters).hasSize(20).allSatisfy(letter -> assertThat(letter.reason())
                .isEqualTo("clock-ahead"));
        assertThat(run.alerts).hasSize(1);
        assertThat(run.count(Outcome.UNIQUE)).isEqualTo(20);
    }

    @Test
    void oneReadingFarAheadDoesNotMoveTheClockAndTwoDo() {
        CoreRun run = new CoreRun(TrackingRules.DEFAULT);
        for (int i = 0; i < 40; i++) {
            run.send(new Sample("p", i, START + i * 50L, i * 0.1, 10, 0));
        }

        run.send(new Sample("p", 90, START + 900_000, 5, 10, 0));
        Outcome stillInTime = run.send(new Sample("p", 40, START + 2_000, 4, 10, 0));
        run.send(new Sample("p", 91, START + 900_050, 5, 10, 0));
        Outcome nowLate = run.send(new Sample("p", 41, START + 2_050, 4.1, 10, 0));

        assertThat(stillInTime).isEqualTo(Outcome.UNIQUE);
        assertThat(nowLate).isEqualTo(Outcome.LATE);
        run.flush();
        assertThat(run.row("p", SECOND + 900).readings()).isEqualTo(2);
    }

    @Test
    void garbageGoesToTheDeadLettersAndItsNeighboursAreKept() {
        CoreRun run = new CoreRun(TrackingRules.DEFAULT);

        run.send(new Sample("p", 1, START, 1, 1, 0));
        run.send("p", "{\"seq\":2,\"ts\":" + (START + 50) + ",\"x\":NaN,\"y\":1}");
        run.send("p", "{\"seq\":3,\"ts\":" + (START + 100) + ",\"x\":1}");
        run.send("p", "{\"seq\":4,\"ts\":\"soon\",\"x\":1,\"y\":1}");
        run.send("p", "{\"match_id\":\"other\",\"seq\":5,\"ts\":" + START + ",\"x\":1,\"y\":1}");
        run.send("?", "{\"seq\":5,\"ts\":" + START + ",\"x\":1,\"y\":1}");
        run.send(new Sample("p", 6, START + 150, 1, 1, 0));

        assertThat(run.count(Outcome.UNIQUE)).isEqualTo(2);
        assertThat(run.deadLetters)
                .extracting(letter -> letter.reason())
                .containsExactly("invalid-json", "missing-field", "wrong-type", "identity-mismatch", "missing-field");
    }

    @Test
    void finishingAMatchClosesItsLastSecondAndArchivingItForgetsIt() {
        CoreRun run = new CoreRun(TrackingRules.DEFAULT);
        for (int i = 0; i < 10; i++) {
            run.send(new Sample("p", i, START + i * 50L, i * 0.1, 10, 0));
        }
        assertThat(run.rows).isEmpty();

        run.control(setup(MatchSetup.Status.FINISHED, List.of()));
        assertThat(run.row("p", SECOND).readings()).isEqualTo(10);

        run.control(setup(MatchSetup.Status.ARCHIVED, List.of()));
        assertThat(run.send(new Sample("p", 1, START, 1, 1, 0))).isEqualTo(Outcome.REJECTED);
        assertThat(run.deadLetters.get(0).reason()).isEqualTo("match-archived");
    }

    @Test
    void heartRateIsTheMeanOfTheSecond() {
        CoreRun run = new CoreRun(TrackingRules.DEFAULT);

        for (int i = 0; i < 20; i++) {
            run.send(new Sample("p", i, START + i * 50L, 1, 1, i % 2 == 0 ? 150 : 153));
        }
        run.flush();

        assertThat(run.row("p", SECOND).hr()).isEqualTo(152);
    }

    @Test
    void anAcceptedReadingKeepsTheNumbersAsTheDeviceWroteThem() {
        CoreRun run = new CoreRun(TrackingRules.DEFAULT);

        run.send("p", "{\"stadium_id\":\"s1\",\"seq\":0,\"ts\":" + START + ",\"x\":35.30140,\"y\":-0.5,\"hr\":171}");

        assertThat(run.accepted)
                .containsExactly("{\"stadium_id\":\"s1\",\"match_id\":\"m1\",\"player_id\":\"p\",\"sensor_id\":\"p\","
                        + "\"seq\":0,\"ts\":" + START + ",\"x\":35.30140,\"y\":-0.5,\"hr\":171,\"partition\":0,"
                        + "\"offset\":0,\"lateness_ms\":0,\"late\":false}");
    }

    private static MatchSetup setup(MatchSetup.Status status, List<MatchSetup.Period> periods) {
        return new MatchSetup(
                CoreRun.MATCH,
                1,
                null,
                "football",
                START,
                status,
                MatchSetup.Pitch.STANDARD,
                new MatchSetup.Team("A", null, null),
                new MatchSetup.Team("B", null, null),
                List.of(),
                periods);
    }
}
