package io.pitchside.benchmarks;

import io.pitchside.benchmarks.load.Schedule;
import io.pitchside.benchmarks.load.Tags;
import io.pitchside.benchmarks.platform.LaunchException;
import io.pitchside.benchmarks.report.RunResult;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code bench tracking-throughput}: how many readings a second the platform takes from MQTT to the screen, and what
 * each costs.
 *
 * <p>A ladder of rates, each with as many matches as it needs (25 tags at 20 Hz are 500 readings/s), in an open loop as
 * in {@code live-latency}. A rate is sustained if the sender kept its schedule, everything was acknowledged and came
 * out, and the last reading came out less than 2 s after the end. CPU time is the platform process's, split by the
 * names of its threads. Then in turn, as fast as each is answered ({@code saturated-N}, {@code limit-N}): the
 * platform, and the limit, a plain Kafka producer and consumer in the driver over the platform's broker.
 */
@Command(
        name = "tracking-throughput",
        description = {
            "Readings per second from MQTT to the live stream: a ladder of rates, sustained or not, latency, CPU time "
                    + "per reading by hop, memory.",
            "Then in turn with the limit, as fast as each is answered: a plain Kafka producer and consumer. "
                    + "About 5 minutes."
        },
        mixinStandardHelpOptions = true)
final class TrackingThroughput implements Callable<Integer> {
    private static final int HZ = 20;
    private static final int READINGS_PER_MATCH = Tags.COUNT * HZ;
    private static final int RATE_MAX = 500_000;
    private static final List<Integer> RATES = List.of(10_000, 20_000, 50_000, 80_000, 100_000);
    private static final List<Integer> RATES_QUICK = List.of(2_000, 5_000);

    /** In a closed loop the tags' rate is only a ceiling: 100 matches at this rate are 2.5 million readings/s. */
    private static final int SATURATED_HZ = 1_000;

    private static final int SATURATED_MATCHES = 100;
    private static final int SATURATED_MATCHES_QUICK = 20;

    /** How readings are put into messages. */
    enum Message {
        FRAME,
        READING
    }

    @Mixin
    private Options options = new Options();

    @Option(
            names = "--rates",
            paramLabel = "N",
            split = ",",
            description = "The ladder, readings/s, multiples of 500. Default: 10000,20000,50000,80000,100000, "
                    + "quick 2000,5000.")
    private List<Integer> rates = List.of();

    @Option(
            names = "--seconds",
            paramLabel = "S",
            description = "How long each rate is measured. Default: 20, quick 5.")
    private @Nullable Integer seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "S",
            description = "Load at the ladder's first rate before it begins. Default: 40, quick 3.")
    private @Nullable Integer warmUp;

    @Option(
            names = "--message",
            paramLabel = "KIND",
            description =
                    "${COMPLETION-CANDIDATES}: a message carries a match's frame, or one reading. Default: frame.")
    private Message message = Message.FRAME;

    private final Clock clock;

    TrackingThroughput(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, LaunchException {
        List<Integer> ladder = rates.isEmpty() ? (options.quick() ? RATES_QUICK : RATES) : rates;
        ladder.forEach(this::check);
        int measuredS = options.seconds("--seconds", seconds, 20, 5);
        int warmUpS = options.seconds("--warm-up", warmUp, 40, 3);
        int stepWarmUpS = options.pairWarmUpSeconds();
        int matches = ladder.get(0) / READINGS_PER_MATCH;
        String stated = String.format(
                Locale.ROOT,
                "driver against an echo before the start; then %d s at %d readings/s; %d s before each run",
                warmUpS,
                ladder.get(0),
                stepWarmUpS);
        boolean framed = message == Message.FRAME;
        return new Benchmark("tracking-throughput", stated, options, clock, System.out, System.err)
                .run(Math.min(matches, 20), (session, all) -> {
                    session.ours("warm-up", Schedule.of(matches, HZ, framed, 0, warmUpS));
                    climb(ladder, Schedule.of(matches, HZ, framed, stepWarmUpS, measuredS), session, all);
                    saturate(session, all, framed);
                });
    }

    private void check(int rate) {
        if (rate < READINGS_PER_MATCH || rate > RATE_MAX || rate % READINGS_PER_MATCH != 0) {
            throw options.wrong(
                    "--rates has " + rate + ", allowed are multiples of " + READINGS_PER_MATCH + " up to " + RATE_MAX);
        }
    }

    private static void climb(List<Integer> ladder, Schedule first, Session session, Benchmark all)
            throws InterruptedException {
        for (int rate : ladder) {
            Schedule schedule = new Schedule(
                    rate / READINGS_PER_MATCH, HZ, first.framed(), first.warmTicks(), first.measuredTicks());
            try {
                RunResult run = all.add(session.ours("rate-" + rate, schedule));
                if (!run.pace().sustained()) {
                    // What it left behind must not be charged to the next rate: an audit waits until it is stored.
                    session.audit();
                }
            } catch (IOException e) {
                // A platform that is asked for too much may refuse: that is a figure too, and the end of the ladder.
                all.note("rate-" + rate + " broke off, the ladder ends here: " + e.getMessage());
                return;
            }
        }
    }

    private void saturate(Session session, Benchmark all, boolean framed) throws IOException, InterruptedException {
        int matches = options.quick() ? SATURATED_MATCHES_QUICK : SATURATED_MATCHES;
        int warmUpS = options.pairWarmUpSeconds();
        int measuredS = options.pairSeconds();
        if (options.repetitions() > 0) {
            // The driver's own Kafka clients are cold until now, which the limit must not be charged with.
            session.limitSaturated("limit-warm-up", Schedule.of(matches, SATURATED_HZ, framed, warmUpS, measuredS));
        }
        for (int pair = 1; pair <= options.repetitions(); pair++) {
            RunResult ours = session.oursSaturated(
                    "saturated-" + pair, Schedule.of(matches, SATURATED_HZ, framed, warmUpS, measuredS));
            RunResult limit = session.limitSaturated(
                    "limit-" + pair, Schedule.of(matches, SATURATED_HZ, framed, warmUpS, measuredS));
            all.addPair("ours_vs_limit", ours, limit);
        }
    }
}
