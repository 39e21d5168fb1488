package io.pitchside.jobs.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchside.jobs.tracking.CoreRun.Sample;
import io.pitchside.jobs.tracking.TrackingCore.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
    @MethodSource("seeds")
    void repeatsChangeNothing(long seed) {
        Random random = new Random(seed);
        List<Sample> sorted = walk(random, 2, 60);
        List<Sample> repeated = new ArrayList<>();
        for (int i = 0; i < sorted.size(); i++) {
            repeated.add(sorted.get(i));
            while (random.nextInt(2) == 0) {
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
        CoreRun restarted = new CoreRun(TrackingRules.DEFAULT);
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

    private static CoreRun run(List<Sample> log) {
        CoreRun run = new CoreRun(TrackingRules.DEFAULT);
        log.forEach(run::send);
        return run.flush();
    }

    /** Players that run about at 10 to 25 Hz, with gaps, half-times, odd sampling and teleports. */
    private static List<Sample> walk(Random random, int players, int seconds) {
        List<Sample> samples = new ArrayList<>();
        for (int p = 0; p < players; p++) {
            long ts = START + random.nextInt(1000);
            long step = List.of(40L, 50L, 100L).get(random.nextInt(3));
            double x = 50;
            double y = 30;
            double speed = 3;
            double direction = 0;
            long seq = 0;
            while (ts < START + seconds * 1000L) {
                speed = Math.max(0, Math.min(9, speed + random.nextGaussian() * 0.3));
                direction += random.nextGaussian() * 0.1;
                x += Math.cos(direction) * speed * step / 1000;
                y += Math.sin(direction) * speed * step / 1000;
                double jump = random.nextInt(200) == 0 ? 5 : 0;
                samples.add(new Sample("p" + p, seq++, ts, x + jump, y, random.nextInt(3) * 60));
                ts += step + random.nextInt(7) - 3;
                if (random.nextInt(150) == 0) {
                    ts += random.nextInt(6_000);
                }
                if (random.nextInt(400) == 0) {
                    seq = 0;
                }
            }
        }
        samples.sort(Comparator.comparingLong(Sample::ts));
        return samples;
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
