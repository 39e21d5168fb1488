package io.pitchside.jobs.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchside.jobs.tracking.CoreRun.Sample;
import io.pitchside.jobs.tracking.TrackingCore.Outcome;
import io.pitchside.model.tracking.MatchSetup.Period;
import io.pitchside.model.tracking.MatchSetup.Status;
import io.pitchside.model.tracking.PlayerSums;
import io.pitchside.model.tracking.TrackingRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same readings give the same numbers, bit for bit, in any order within the lateness bound and over restarts. */
class TrackingOrderTest {
    private static final long START = 1_700_000_000_000L;

    static List<Long> seeds() {
        List<Long> seeds = new ArrayList<>(List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L));
        seeds.add(System.nanoTime());
        return seeds;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anyOrderWithinTheBoundGivesTheSameNumbers(long seed) {
        Random random = new Random(seed);
        List<Sample> sorted = walk(random, 3, 90);

        CoreRun undisturbed = run(sorted);
        CoreRun shuffled = run(shuffledWithin(sorted, 1 + random.nextInt(29_000), random));

        assertThat(shuffled.values()).as("seed %d", seed).isEqualTo(undisturbed.values());
        assertThat(shuffled.count(Outcome.UNIQUE)).isEqualTo(sorted.size());
        assertThat(shuffled.count(Outcome.LATE)).isZero();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyFieldIsOnTrial(long seed) {
        CoreRun run = run(walk(new Random(seed), 3, 90));

        PlayerSums sums = new PlayerSums("all");
        run.rows.values().forEach(sums::add);
        for (PlayerSums.Part part : PlayerSums.Part.values()) {
            assertThat(sums.sum(part)).as("seed %d: %s", seed, part).isPositive();
        }
        assertThat(run.rows.values())
                .as("seconds of heart rate alone, seed %d", seed)
                .anySatisfy(row -> assertThat(row.x()).isNull());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void repeatsChangeNothing(long seed) {
        repeatsChangeNothing(seed, 0.05);
        repeatsChangeNothing(seed, 0.5);
    }

    private static void repeatsChangeNothing(long seed, double share) {
        Random random = new Random(seed);
        List<Sample> sorted = walk(random, 2, 60);
        List<Sample> repeated = new ArrayList<>();
        for (int i = 0; i < sorted.size(); i++) {
            repeated.add(sorted.get(i));
            while (random.nextDouble() < share) {
                repeated.add(sorted.get(random.nextInt(i + 1)));
            }
        }

        CoreRun once = run(sorted);
        CoreRun often = run(repeated);

        assertThat(often.values()).as("seed %d", seed).isEqualTo(once.values());
        assertThat(often.count(Outcome.UNIQUE)).isEqualTo(sorted.size());
        assertThat(often.count(Outcome.DUPLICATE)).isEqualTo(repeated.size() - sorted.size());
        assertThat(often.accepted).hasSameSizeAs(sorted);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void restoringTheStateAtAnyMomentChangesNothing(long seed) {
        Random random = new Random(seed);
        List<Sample> log = shuffledWithin(walk(random, 2, 60), 4_000, random);

        CoreRun undisturbed = run(log);
        CoreRun restarted = prepared();
        for (Sample sample : log) {
            int dice = random.nextInt(200);
            if (dice == 0) {
                restarted.restart();
            } else if (dice == 1) {
                restarted.copyState();
            } else if (dice == 2) {
                // Showing an unfinished second early must not change what it says in the end.
                restarted.flush();
            }
            restarted.send(sample);
        }
        restarted.flush();

        assertThat(restarted.values()).as("seed %d", seed).isEqualTo(undisturbed.values());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void lateOnesRepeatsAndRestoresTogetherChangeNothing(long seed) {
        Random random = new Random(seed);
        List<Sample> sorted = walk(random, 2, 90);
        List<Sample> log = shuffledWithin(sorted, 25_000, random);

        CoreRun disturbed = prepared();
        for (int i = 0; i < log.size(); i++) {
            disturbed.send(log.get(i));
            if (random.nextInt(20) == 0) {
                disturbed.send(log.get(random.nextInt(i + 1)));
            }
            if (random.nextInt(500) == 0) {
                disturbed.restart();
            }
        }
        disturbed.flush();

        assertThat(disturbed.values()).as("seed %d", seed).isEqualTo(run(sorted).values());
    }

    private static CoreRun run(List<Sample> log) {
        CoreRun run = prepared();
        log.forEach(run::send);
        return run.flush();
    }

    /** Hearts are known and half-time lies in the middle. */
    private static CoreRun prepared() {
        CoreRun run = new CoreRun(TrackingRules.DEFAULT);
        run.control(CoreRun.setup(
                1,
                Status.LIVE,
                List.of(CoreRun.player("p0", "male"), CoreRun.player("p1", "female"), CoreRun.player("p2", "male")),
                List.of(new Period("1", START, START + 31_234), new Period("2", START + 33_333, START + 1_000_000))));
        return run;
    }

    /**
     * Players that run about at 10 to 25 Hz, with gaps, half-times, odd sampling and teleports. Every second one has a
     * vest with an accelerometer and heart rate at an odd rate beside the tag; the others a strap that sends heart rate
     * alone, also while the tag is silent.
     */
    private static List<Sample> walk(Random random, int players, int seconds) {
        List<Sample> samples = new ArrayList<>();
        for (int p = 0; p < players; p++) {
            long end = START + seconds * 1000L;
            long silentFrom = end - 20_000;
            long ts = START + random.nextInt(1000);
            long step = List.of(40L, 50L, 100L).get(random.nextInt(3));
            double x = 50;
            double y = 30;
            double speed = 3;
            double direction = 0;
            long seq = 0;
            long vestSeq = 0;
            while (ts < end) {
                double push = ts / 2_000 % 3 == 0 ? 0.2 : ts / 2_000 % 3 == 1 ? -0.2 : 0;
                speed = Math.max(0, Math.min(9, speed + push + random.nextGaussian() * 0.3));
                direction += random.nextGaussian() * 0.1;
                x += Math.cos(direction) * speed * step / 1000;
                y += Math.sin(direction) * speed * step / 1000;
                double jump = random.nextInt(200) == 0 ? 5 : 0;
                if (ts < silentFrom || ts > silentFrom + 4_000) {
                    samples.add(new Sample("p" + p, seq++, ts, x + jump, y, random.nextInt(3) * 60));
                }
                if (p % 2 == 1 && random.nextInt(3) > 0) {
                    samples.add(vest("p" + p, vestSeq++, ts + random.nextInt(3), x, y, random));
                }
                ts += step + random.nextInt(7) - 3;
                if (random.nextInt(150) == 0) {
                    ts += random.nextInt(6_000);
                }
                if (random.nextInt(400) == 0) {
                    seq = 0;
                }
            }
            addStrap(samples, "p" + p, p % 2 == 0, end, random);
        }
        samples.sort(Comparator.comparingLong(Sample::ts));
        return samples;
    }

    /** A second sensor: it measures a little beside the tag, and sometimes only shakes. */
    private static Sample vest(String player, long seq, long ts, double x, double y, Random random) {
        int hr = random.nextInt(5) == 0 ? 90 + random.nextInt(110) : 0;
        boolean shakes = random.nextInt(4) > 0;
        return new Sample(
                player,
                (random.nextInt(30) == 0 ? "v2-" : "v-") + player,
                seq,
                ts,
                x + random.nextGaussian() * 0.05,
                y,
                hr,
                shakes ? random.nextGaussian() : Double.NaN,
                shakes ? random.nextGaussian() : Double.NaN,
                shakes ? 1 + random.nextGaussian() : Double.NaN);
    }

    private static void addStrap(List<Sample> samples, String player, boolean wears, long end, Random random) {
        long seq = 0;
        for (long ts = START + random.nextInt(900); wears && ts < end; ts += 300 + random.nextInt(2_000)) {
            samples.add(Sample.heart(player, seq++, ts, 90 + random.nextInt(110)));
            if (random.nextInt(15) == 0) {
                ts += 4_000 + random.nextInt(2_000);
            }
        }
    }

    /** Each reading arrives before any that is more than the bound newer. */
    private static List<Sample> shuffledWithin(List<Sample> sorted, int boundMs, Random random) {
        record Arrival(Sample sample, long at) {}
        List<Arrival> arrivals = new ArrayList<>();
        for (Sample sample : sorted) {
            arrivals.add(new Arrival(sample, sample.ts() + random.nextInt(boundMs)));
        }
        arrivals.sort(Comparator.comparingLong(Arrival::at));
        return arrivals.stream().map(Arrival::sample).toList();
    }
}
