package io.pitchside.jobs.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pitchside.jobs.tracking.CoreRun.Sample;
import io.pitchside.model.tracking.MatchSetup;
import io.pitchside.model.tracking.MatchSetup.Period;
import io.pitchside.model.tracking.MatchSetup.Status;
import io.pitchside.model.tracking.PlayerSecond;
import io.pitchside.model.tracking.PlayerSums;
import io.pitchside.model.tracking.TrackingRules;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The metrics on inputs whose answer is known. */
class TrackingMetricsTest {
    private static final long START = 1_700_000_000_000L;
    private static final long SECOND = START / 1000;

    @Test
    void anEvenRunCostsWhatTheFormulaSays() {
        CoreRun run = new CoreRun(TrackingRules.DEFAULT);

        go(run, 50, 0, 5_000, t -> 3 * t);

        PlayerSecond row = run.flush().row("p", SECOND + 2);
        double slope = 0.0037 * 9 / 9.80665;
        double power = 3 * (39.5 * slope + 3.6 * Math.exp(-4 * slope)) * Math.sqrt(slope * slope + 1);
        assertThat(row.energyMj()).isEqualTo(Math.round(power * 1_000));
        assertThat(row.highPowerMm()).isZero();
        assertThat(row.hmldMm()).isZero();
        assertThat(row.accelerations()).isZero();
    }

    @Test
    void whoStandsSpendsNothing() {
        CoreRun run = new CoreRun(TrackingRules.DEFAULT);

        go(run, 50, 0, 5_000, t -> 7);

        assertThat(run.flush().sum("p", PlayerSecond::energyMj)).isZero();
        assertThat(run.row("p", SECOND + 2).zone1Ms()).isEqualTo(1_000);
    }

    @Test
    void oneReadingASecondIsNoGapWhereTheSetUpSaysSo() {
        CoreRun told = new CoreRun(TrackingRules.DEFAULT);
        told.control(CoreRun.setup(1, Status.LIVE, List.of(), List.of()).withSamplingMs(1_000));
        CoreRun untold = new CoreRun(TrackingRules.DEFAULT);

        go(told, 1_000, 0, 10_000, t -> 3 * t);
        go(untold, 1_000, 0, 10_000, t -> 3 * t);

        assertThat(told.flush().row("p", SECOND + 4).distanceMm()).isEqualTo(3_000);
        assertThat(told.sum("p", PlayerSecond::missingMs)).isZero();
        assertThat(untold.flush().sum("p", PlayerSecond::distanceMm)).isZero();
        assertThat(untold.row("p", SECOND + 4).missingMs()).isEqualTo(1_000);
    }

    @Test
    void aSlowSensorsGapIsStillAGap() {
        CoreRun run = new CoreRun(TrackingRules.DEFAULT);
        run.control(CoreRun.setup(1, Status.LIVE, List.of(), List.of()).withSamplingMs(1_000));

        go(run, 1_000, 0, 5_000, t -> 3 * t);
        go(run, 1_000, 8_000, 12_000, t -> 3 * t);

        assertThat(run.flush().sum("p", PlayerSecond::missingMs)).isGreaterThan(2_500);
        assertThat(run.row("p", SECOND + 10).distanceMm()).isEqualTo(3_000);
    }

    @Test
    void aSetUpGivesTheOpenSecondsOutAsTheyStandUnderIt() {
        CoreRun run = new CoreRun(TrackingRules.DEFAULT);
        go(run, 50, 0, 2_500, t -> 3 * t);
        run.flush();
        long under = run.row("p", SECOND + 2).distanceMm();

        run.control(CoreRun.setup(1, Status.LIVE, List.of(), List.of(new Period("1", START - 60_000, START + 2_400))));

        assertThat(run.row("p", SECOND + 2).distanceMm()).isLessThan(under);
    }

    @Test
    void metresAboveTheThresholdsAreHighLoadAndHighPower() {
        CoreRun run = new CoreRun(TrackingRules.DEFAULT);

        go(run, 50, 0, 5_000, t -> 6 * t);

        PlayerSecond row = run.flush().row("p", SECOND + 2);
        assertThat(row.hmldMm()).isEqualTo(6_000);
        // 6 m/s cost 23.9 W/kg.
        assertThat(row.highPowerMm()).isEqualTo(6_000);
        assertThat(row.energyMj()).isEqualTo(Math.round(MetabolicPower.power(6, 0) * 1_000));
    }

    @Test
    void slowMetresAreHighLoadWhileTheAccelerationIsHigh() {
        CoreRun run = new CoreRun(TrackingRules.DEFAULT);

        go(run, 50, 0, 2_000, t -> 1.25 * t * t);

        PlayerSecond row = run.flush().row("p", SECOND + 1);
        assertThat(row.speedMaxMps()).isLessThan(5.5);
        // The last half window of the stream leans to one side; up to there every step is one of 2.5 m/s².
        assertThat(row.hmldMm()).isBetween(row.distanceMm() - 800, row.distanceMm());
        assertThat(row.hmldMm()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(longs = {100, 50, 40})
    void aHardStartIsOneAccelerationAndAHardStopOneDeceleration(long stepMs) {
        CoreRun run = new CoreRun(TrackingRules.DEFAULT);

        // 2 s at 0, 1.2 s of 5 m/s², 2 s at 6 m/s, 1.2 s of -5 m/s², standing.
        go(run, stepMs, 0, 8_000, TrackingMetricsTest::startAndStop);

        run.flush();
        assertThat(run.sum("p", PlayerSecond::accelerations)).isEqualTo(1);
        assertThat(run.sum("p", PlayerSecond::decelerations)).isEqualTo(1);
        assertThat(run.row("p", SECOND + 2).accelerations()).isEqualTo(1);
        assertThat(run.row("p", SECOND + 5).decelerations()).isEqualTo(1);
    }

    private static double startAndStop(double t) {
        if (t < 2) {
            return 0;
        }
        if (t < 3.2) {
            return 2.5 * (t - 2) * (t - 2);
        }
        if (t < 5.2) {
            return 3.6 + 6 * (t - 3.2);
        }
        double braking = Math.min(t, 6.4) - 5.2;
        return 15.6 + 6 * braking - 2.5 * braking * braking;
    }

    @Test
    void aShorterOrASofterEffortDoesNotCount() {
        CoreRun soft = new CoreRun(TrackingRules.DEFAULT);
        go(soft, 50, 0, 3_000, t -> 1.4 * t * t);
        CoreRun brief = new CoreRun(TrackingRules.DEFAULT);
        go(brief, 50, 0, 3_000, t -> t < 1 ? 0 : t < 1.2 ? 2.5 * (t - 1) * (t - 1) : 0.1 + t - 1.2);

        assertThat(soft.flush().sum("p", PlayerSecond::accelerations)).isZero();
        assertThat(brief.flush().sum("p", PlayerSecond::accelerations)).isZero();
    }

    /** Two seconds at 2 m/s, two at 6 m/s, and so on, against a plain recomputation of smoothing and sums. */
    @ParameterizedTest
    @CsvSource({"100, 1", "50, 2", "40, 3"})
    void aSquareWaveOfSpeedGivesTheSumsOfAPlainRecomputation(int stepMs, int halfWindow) {
        int steps = 40_000 / stepMs;
        double[] step = new double[steps + 1];
        CoreRun run = new CoreRun(TrackingRules.DEFAULT);
        long mm = 0;
        for (int i = 0; i <= steps; i++) {
            step[i] = i == 0 ? Double.NaN : (i - 1) * stepMs / 2_000 % 2 == 0 ? 2 : 6;
            mm += i == 0 ? 0 : Math.round(step[i] * stepMs);
            run.send(new Sample("p", i, START + (long) i * stepMs, mm / 1e3, 10, 0));
        }
        run.flush();

        Plain plain = new Plain(step, stepMs, halfWindow);
        assertThat(run.sum("p", PlayerSecond::zone1Ms)).isZero();
        assertThat(run.sum("p", PlayerSecond::zone2Ms)).isEqualTo(plain.zoneMs[1]);
        assertThat(run.sum("p", PlayerSecond::zone3Ms)).isEqualTo(plain.zoneMs[2]);
        assertThat(run.sum("p", PlayerSecond::zone4Ms)).isEqualTo(plain.zoneMs[3]);
        assertThat(plain.zoneMs[1] + plain.zoneMs[2] + plain.zoneMs[3]).isEqualTo((long) steps * stepMs);
        for (long second = 0; second < 40; second++) {
            PlayerSecond row = run.row("p", SECOND + second);
            int s = (int) second;
            assertThat(row.zone2Mm()).isEqualTo(Math.round(plain.zoneM[1][s] * 1_000));
            assertThat(row.zone4Mm()).isEqualTo(Math.round(plain.zoneM[3][s] * 1_000));
            assertThat(row.hmldMm()).isEqualTo(Math.round(plain.hmldM[s] * 1_000));
            assertThat(row.highPowerMm()).isEqualTo(Math.round(plain.highPowerM[s] * 1_000));
            assertThat(row.energyMj()).isEqualTo(Math.round(plain.energyJ[s] * 1_000));
        }
    }

    /** The formulas once more, over arrays and without a thought for speed. */
    private static final class Plain {
        final long[] zoneMs = new long[5];
        final double[][] zoneM = new double[5][41];
        final double[] hmldM = new double[41];
        final double[] highPowerM = new double[41];
        final double[] energyJ = new double[41];

        Plain(double[] step, int stepMs, int halfWindow) {
            double before = Double.NaN;
            for (int i = 1; i < step.length; i++) {
                double sum = 0;
                int count = 0;
                for (int j = Math.max(1, i - halfWindow); j <= Math.min(step.length - 1, i + halfWindow); j++) {
                    sum += step[j];
                    count++;
                }
                double speed = sum / count;
                double acceleration = Double.isNaN(before) ? 0 : (speed - before) / (stepMs / 1e3);
                before = speed;
                double metres = speed * stepMs / 1e3;
                int second = i * stepMs / 1_000;
                double kmh = speed * 3.6;
                int zone = kmh < 7 ? 0 : kmh < 15 ? 1 : kmh < 20 ? 2 : kmh < 25 ? 3 : 4;
                zoneMs[zone] += stepMs;
                zoneM[zone][second] += metres;
                if (speed >= 5.5 || Math.abs(acceleration) >= 2) {
                    hmldM[second] += metres;
                }
                double power = MetabolicPower.power(speed, acceleration);
                if (power > 20) {
                    highPowerM[second] += metres;
                }
                energyJ[second] += power * stepMs / 1e3;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {100, 50, 40, 0})
    void theRateOfTheSensorDoesNotChangeAnEvenRun(long stepMs) {
        CoreRun run = new CoreRun(TrackingRules.DEFAULT);
        Random random = new Random(7);
        long ts = 0;
        long last = 0;
        for (int seq = 0; ts <= 60_000; seq++) {
            // 4 m/s in whole multiples of 4 mm, so that the text of a position is exact.
            run.send(new Sample("p", seq, START + ts, ts * 0.004, 10, 0));
            last = ts;
            ts += stepMs > 0 ? stepMs : 20 + random.nextInt(70);
        }
        run.flush();

        assertThat(run.sum("p", PlayerSecond::distanceMm)).isCloseTo(last * 4, within(30L));
        assertThat(run.sum("p", PlayerSecond::zone2Ms)).isEqualTo(last);
        double joules = MetabolicPower.power(4, 0) * last / 1e3;
        assertThat(run.sum("p", PlayerSecond::energyMj)).isCloseTo(Math.round(joules * 1_000), within(30L));
        assertThat(run.sum("p", PlayerSecond::missingMs)).isZero();
        assertThat(run.sum("p", PlayerSecond::accelerations)).isZero();
    }

    @Test
    void nobodyRunsThirteenMetresASecond() {
        CoreRun run = new CoreRun(TrackingRules.DEFAULT);

        go(run, 50, 0, 3_000, t -> 13 * t);

        run.flush();
        assertThat(run.sum("p", PlayerSecond::distanceMm)).isZero();
        assertThat(run.sum("p", PlayerSecond::energyMj)).isZero();
        assertThat(run.sum("p", PlayerSecond::missingMs)).isEqualTo(3_000);
    }

    @Test
    void theBallDoesAndHasRowsOfItsOwn() {
        CoreRun run = new CoreRun(TrackingRules.DEFAULT);

        for (int i = 0; i <= 60; i++) {
            run.send(new Sample(MatchSetup.BALL, i, START + i * 50L, i * 1.5, 10, 0));
        }
        run.flush();

        PlayerSecond row = run.row(MatchSetup.BALL, SECOND + 1);
        assertThat(row.speedMps()).isEqualTo(30);
        assertThat(row.x()).isEqualTo(39 * 1.5);
        assertThat(row.definitionVersion()).isEqualTo(TrackingRules.DEFAULT.definitionVersion());
        assertThat(run.sum(MatchSetup.BALL, PlayerSecond::distanceMm)).isEqualTo(90_000);
    }

    @Test
    void theBallIsNotFasterThanFiftyMetresASecond() {
        CoreRun run = new CoreRun(TrackingRules.DEFAULT);

        for (int i = 0; i <= 60; i++) {
            run.send(new Sample(MatchSetup.BALL, i, START + i * 50L, i * 0.5 + (i == 30 ? 20 : 0), 10, 0));
        }
        run.flush();

        assertThat(run.sum(MatchSetup.BALL, PlayerSecond::repaired)).isEqualTo(2);
        assertThat(run.row(MatchSetup.BALL, SECOND + 1).speedMaxMps()).isEqualTo(10);
    }

    /** Thirty seconds at 120, thirty at 180, ten minutes long, of somebody whose maximum is 200. */
    @Test
    void aSquareWaveOfHeartRateGivesZonesAndBothImpulses() {
        CoreRun run = CoreRun.of("male");
        for (int s = 0; s <= 600; s++) {
            // A heart rate counts for the second before it.
            int hr = s > 0 && (s - 1) / 30 % 2 == 1 ? 180 : 120;
            run.send(Sample.heart("p", s, START + s * 1_000L, hr));
        }
        run.flush();

        assertThat(run.sum("p", row -> value(row.hrZone1Ms()))).isZero();
        assertThat(run.sum("p", row -> value(row.hrZone2Ms()))).isEqualTo(300_000);
        assertThat(run.sum("p", row -> value(row.hrZone3Ms()))).isZero();
        assertThat(run.sum("p", row -> value(row.hrZone4Ms()))).isZero();
        assertThat(run.sum("p", row -> value(row.hrZone5Ms()))).isEqualTo(300_000);
        PlayerSums sums = new PlayerSums("p");
        run.rows.values().forEach(sums::add);
        assertThat(Objects.requireNonNull(sums.trimpEdwards())).isEqualTo(5 * 2.0 + 5 * 5.0);
        double low = 70 / 150.0;
        double high = 130 / 150.0;
        long lowMicro = Math.round(low * 0.64 * Math.exp(1.92 * low) / 60 * 1e6);
        long highMicro = Math.round(high * 0.64 * Math.exp(1.92 * high) / 60 * 1e6);
        assertThat(run.row("p", SECOND + 10).trimpMicro()).isEqualTo(lowMicro);
        assertThat(run.sum("p", row -> value(row.trimpMicro()))).isEqualTo(300 * lowMicro + 300 * highMicro);
    }

    @Test
    void theImpulseDoesNotDependOnHowOftenTheHeartRateIsSent() {
        CoreRun often = CoreRun.of("female");
        CoreRun seldom = CoreRun.of("female");
        for (int i = 0; i <= 1_200; i++) {
            often.send(Sample.heart("p", i, START + i * 50L, 150));
            if (i % 100 == 0) {
                seldom.send(Sample.heart("p", i, START + i * 50L, 150));
            }
        }

        double minute = 100 / 150.0 * 0.86 * Math.exp(1.67 * 100 / 150.0);
        assertThat(often.flush().sum("p", row -> value(row.trimpMicro())) / 1e6).isCloseTo(minute, within(60e-6));
        assertThat(seldom.flush().sum("p", row -> value(row.trimpMicro())) / 1e6)
                .isCloseTo(minute, within(60e-6));
        assertThat(seldom.sum("p", row -> value(row.hrZone3Ms()))).isEqualTo(60_000);
    }

    @Test
    void aPauseOfTheHeartRateIsNotCounted() {
        CoreRun run = CoreRun.of("male");
        run.send(Sample.heart("p", 0, START, 150));
        run.send(Sample.heart("p", 1, START + 5_000, 150));
        run.send(Sample.heart("p", 2, START + 10_001, 150));
        run.flush();

        assertThat(run.sum("p", row -> value(row.hrZone3Ms()))).isEqualTo(5_000);
        assertThat(run.row("p", SECOND + 10).hr()).isEqualTo(150);
        assertThat(run.row("p", SECOND + 10).hrZone3Ms()).isZero();
    }

    @Test
    void withoutTheMaximumThereAreNoZonesAndWithoutTheSexNoImpulse() {
        CoreRun unknown = new CoreRun(TrackingRules.DEFAULT);
        CoreRun half = CoreRun.of("unknown");
        for (int s = 0; s < 5; s++) {
            unknown.send(Sample.heart("p", s, START + s * 1_000L, 150));
            half.send(Sample.heart("p", s, START + s * 1_000L, 150));
        }

        PlayerSecond none = unknown.flush().row("p", SECOND + 2);
        PlayerSecond zonesOnly = half.flush().row("p", SECOND + 2);
        assertThat(none.hr()).isEqualTo(150);
        assertThat(none.hrZone3Ms()).isNull();
        assertThat(none.trimpMicro()).isNull();
        assertThat(zonesOnly.hrZone3Ms()).isEqualTo(1_000);
        assertThat(zonesOnly.trimpMicro()).isNull();
    }

    @Test
    void aSecondWithoutAHeartRateHasNoZones() {
        CoreRun run = CoreRun.of("male");

        go(run, 50, 0, 3_000, t -> 3 * t);

        assertThat(run.flush().row("p", SECOND + 1).hrZone1Ms()).isNull();
        assertThat(run.row("p", SECOND + 1).trimpMicro()).isNull();
    }

    @Test
    void readingsOfHeartRateAloneChangeNoMetre() {
        CoreRun without = CoreRun.of("male");
        CoreRun with = CoreRun.of("male");
        for (int i = 0; i <= 200; i++) {
            Sample sample = new Sample("p", i, START + i * 50L, Math.sin(i * 0.05) * 10, i * 0.1, 0);
            without.send(sample);
            // One just before, one at the same time (its sensor's name sorts first), one just after.
            with.send(Sample.heart("p", 3L * i, START + i * 50L - 7, 140));
            with.send(Sample.heart("p", 3L * i + 1, START + i * 50L, 141));
            with.send(sample);
            with.send(Sample.heart("p", 3L * i + 2, START + i * 50L + 9, 142));
        }
        without.flush();
        with.flush();

        for (long second = SECOND; second < SECOND + 10; second++) {
            PlayerSecond alone = without.row("p", second);
            PlayerSecond both = with.row("p", second);
            assertThat(both.distanceMm()).isEqualTo(alone.distanceMm());
            assertThat(both.energyMj()).isEqualTo(alone.energyMj());
            assertThat(both.x()).isEqualTo(alone.x());
            assertThat(both.speedMaxMps()).isEqualTo(alone.speedMaxMps());
            assertThat(both.accelerationMinMps2()).isEqualTo(alone.accelerationMinMps2());
            assertThat(both.missingMs()).isZero();
            assertThat(both.hr()).isEqualTo(141);
        }
    }

    @Test
    void heartRateAloneHasNoPositionAndTheGapIsThatOfThePositions() {
        CoreRun run = CoreRun.of("male");
        for (int i = 0; i <= 20; i++) {
            run.send(new Sample("p", i, START + i * 50L, i * 0.2, 5, 0));
        }
        // Twenty minutes of a strap alone: far more than is kept.
        for (int i = 0; i <= 1_200; i++) {
            run.send(Sample.heart("p", i, START + 1_010 + i * 1_000L, 130));
        }
        long back = START + 1_202_000L;
        for (int i = 0; i <= 20; i++) {
            run.send(new Sample("p", 1_000 + i, back + i * 50L, i * 0.2, 5, 0));
        }
        run.flush();

        PlayerSecond alone = run.row("p", SECOND + 500);
        assertThat(alone.x()).isNull();
        assertThat(alone.y()).isNull();
        assertThat(alone.hr()).isEqualTo(130);
        assertThat(alone.distanceMm()).isZero();
        assertThat(run.sum("p", PlayerSecond::missingMs)).isEqualTo(back - START - 1_000);
        assertThat(run.row("p", SECOND + 1_202).missingMs()).isEqualTo(back - START - 1_000);
    }

    @Test
    void nothingRunsAcrossHalfTime() {
        CoreRun run = CoreRun.of(
                "male", new Period("1", START, START + 10_000), new Period("2", START + 10_000, START + 20_000));
        // Hard acceleration, sprint, heart rate and shaking all go on over the border.
        for (int i = 0; i <= 400; i++) {
            double t = i * 0.05;
            double x = t < 9.7 ? 0 : 2.5 * (t - 9.7) * (t - 9.7);
            run.send(new Sample("p", "s", i, START + i * 50L, t < 11 ? x : 2.5 * 1.69, 5, 150, 1, 0, i % 2));
        }
        run.flush();

        PlayerSecond border = run.row("p", SECOND + 10);
        // The first reading behind the border has nothing before it.
        assertThat(border.zone1Ms() + border.zone2Ms() + border.zone3Ms() + border.zone4Ms() + border.zone5Ms())
                .isEqualTo(950);
        assertThat(border.hrZone3Ms()).isEqualTo(950);
        assertThat(border.loadMicro()).isEqualTo(19 * 10_000);
        assertThat(border.missingMs()).isZero();
        assertThat(run.row("p", SECOND + 9).hrZone3Ms()).isEqualTo(1_000);
        // 0.3 s before the border and 0.6 s after it are two efforts; only the second is long enough.
        assertThat(run.sum("p", PlayerSecond::accelerations)).isEqualTo(1);
    }

    @Test
    void aSubstitutionIsNoGapOfTheOneWhoComesOn() {
        CoreRun run = CoreRun.of("male", new Period("1", START, START + 60_000));
        for (int i = 0; i <= 200; i++) {
            run.send(new Sample("p", i, START + i * 50L, i * 0.2, 5, 150));
        }
        for (int i = 0; i <= 200; i++) {
            run.send(new Sample("q", i, START + 20_000 + i * 50L, i * 0.2, 5, 0));
        }
        run.flush();

        assertThat(run.sum("p", PlayerSecond::distanceMm)).isEqualTo(40_000);
        assertThat(run.sum("q", PlayerSecond::distanceMm)).isEqualTo(40_000);
        assertThat(run.sum("p", PlayerSecond::missingMs)).isZero();
        assertThat(run.sum("q", PlayerSecond::missingMs)).isZero();
        assertThat(run.sum("p", row -> value(row.hrZone3Ms()))).isEqualTo(10_000);
        assertThat(run.rows.keySet()).doesNotContain("q/" + (SECOND + 19));
    }

    @Test
    void mechanicalLoadIsTheSumOfTheChangesOfAcceleration() {
        CoreRun run = new CoreRun(TrackingRules.DEFAULT);
        for (int i = 0; i <= 200; i++) {
            boolean odd = i % 2 == 1;
            // Changes of 3, 4 and 12 along the axes: 13 together.
            run.send(new Sample("p", "v", i, START + i * 10L, 1, 1, 0, odd ? 3 : 0, odd ? 4 : 0, odd ? -12 : 0));
        }
        run.flush();

        assertThat(run.row("p", SECOND).loadMicro()).isEqualTo(99 * 130_000);
        assertThat(run.row("p", SECOND + 1).loadMicro()).isEqualTo(100 * 130_000);
    }

    @Test
    void loadBreaksAtAGapAndIsAbsentWithoutAcceleration() {
        CoreRun run = new CoreRun(TrackingRules.DEFAULT);
        run.send(new Sample("p", "v", 0, START, 1, 1, 0, 0, 0, 0));
        run.send(new Sample("p", "v", 1, START + 500, 1, 1, 0, 0, 0, 1));
        run.send(new Sample("p", "v", 2, START + 1_001, 1, 1, 0, 0, 0, 9));
        run.send(new Sample("p", "v", 3, START + 2_000, 1, 1, 0, Double.NaN, Double.NaN, Double.NaN));
        run.flush();

        assertThat(run.row("p", SECOND).loadMicro()).isEqualTo(10_000);
        assertThat(run.row("p", SECOND + 1).loadMicro()).isZero();
        assertThat(run.row("p", SECOND + 2).loadMicro()).isNull();
    }

    @Test
    void theAxesOfTwoSensorsAreNotMixed() {
        CoreRun run = new CoreRun(TrackingRules.DEFAULT);
        for (int i = 0; i <= 100; i++) {
            run.send(new Sample("p", "a", i, START + i * 20L, 1, 1, 0, 0, 0, i % 2));
            run.send(new Sample("p", "b", i, START + i * 20L + 5, 1, 1, 0, 20, 20, 20));
        }
        run.flush();

        assertThat(run.row("p", SECOND + 1).loadMicro()).isEqualTo(50 * 10_000);
    }

    @Test
    void aSetUpIsToldWithItsPlaceInTheLog() {
        CoreRun run = CoreRun.of("male");

        run.control(CoreRun.setup(2, Status.FINISHED, List.of(), List.of()));

        assertThat(run.setups).hasSize(2);
        assertThat(run.setups.get(1).eventId()).isEqualTo("m1/2");
        assertThat(run.setups.get(1).offset()).isEqualTo(1);
        assertThat(run.setups.get(1).setup()).contains("\"finished\"");
    }

    /** A player who is at {@code metres(seconds)}. */
    private static void go(CoreRun run, long stepMs, long fromMs, long toMs, DoubleUnaryOperator metres) {
        for (long ms = fromMs; ms <= toMs; ms += stepMs) {
            run.send(new Sample("p", ms, START + ms, metres.applyAsDouble(ms / 1e3), 10, 0));
        }
    }

    private static long value(@Nullable Long value) {
        return value == null ? 0 : value;
    }
}
