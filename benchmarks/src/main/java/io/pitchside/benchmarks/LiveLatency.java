package io.pitchside.benchmarks;

import io.pitchside.benchmarks.load.Schedule;
import io.pitchside.benchmarks.platform.LaunchException;
import io.pitchside.benchmarks.report.RunResult;
import java.io.IOException;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code bench live-latency}: how long a reading takes from the moment its sensor meant to send it to the screen.
 *
 * <p>Open loop over MQTT QoS 1, one connection and one live stream per match, 25 tags per match at 20 Hz; latency is
 * receipt at the stream's client − intended send, so a late sender is charged too. In this order: the first seconds
 * after "ready" ({@code cold}), then warm: a message per match frame ({@code frames}), a message per reading
 * ({@code readings}), then in turn {@code frames-N}, {@code limit-N}, {@code readings-N}, where the limit is a plain
 * Kafka producer and consumer in the driver at the same rate over the platform's broker. Since both are offered the
 * same rate, the ratio of events per second is 1 where both keep up; the ratios of p99 and of CPU tell them apart.
 */
@Command(
        name = "live-latency",
        description = {
            "Latency from sensor to screen: intended send to receipt at the live stream, 10,000 readings/s.",
            "Runs cold (right after ready), then one message per match frame, then one per reading, then both in turn "
                    + "with the limit: a plain Kafka producer and consumer at the same rate. About 7 minutes."
        },
        mixinStandardHelpOptions = true)
final class LiveLatency implements Callable<Integer> {
    private static final int HZ = 20;

    @Mixin
    private Options options = new Options();

    @Option(
            names = "--matches",
            paramLabel = "N",
            description = "Matches at the same time, 500 readings/s each. Default: 20, quick 4.")
    private @Nullable Integer matches;

    @Option(names = "--seconds", paramLabel = "S", description = "How long is measured. Default: 60, quick 5.")
    private @Nullable Integer seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "S",
            description = "Load between the cold run and the first measured one. Default: 30, quick 2.")
    private @Nullable Integer warmUp;

    @Option(
            names = "--cold",
            paramLabel = "S",
            description = "How long is measured from the first second after ready. Default: 30, quick 3.")
    private @Nullable Integer cold;

    private final Clock clock;

    LiveLatency(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, LaunchException {
        int matchCount = options.choose("--matches", matches, 20, 4, 1, 400);
        int coldS = options.seconds("--cold", cold, 30, 3);
        int warmUpS = options.seconds("--warm-up", warmUp, 30, 2);
        int measuredS = options.seconds("--seconds", seconds, 60, 5);
        int pairS = options.pairSeconds();
        int pairWarmUpS = options.pairWarmUpSeconds();
        String stated = String.format(
                Locale.ROOT,
                "driver against an echo before the start; then %d s cold (measured apart) and %d s of the same load; "
                        + "%d s before each later run",
                coldS,
                warmUpS,
                pairWarmUpS);
        return new Benchmark("live-latency", stated, options, clock, System.out, System.err)
                .run(matchCount, (session, all) -> {
                    all.add(session.ours("cold", Schedule.of(matchCount, HZ, true, 0, coldS)));
                    all.add(session.ours("frames", Schedule.of(matchCount, HZ, true, warmUpS, measuredS)));
                    all.add(session.ours("readings", Schedule.of(matchCount, HZ, false, pairWarmUpS, measuredS)));
                    Schedule framed = Schedule.of(matchCount, HZ, true, pairWarmUpS, pairS);
                    Schedule single = Schedule.of(matchCount, HZ, false, pairWarmUpS, pairS);
                    if (options.repetitions() > 0) {
                        // The driver's own Kafka clients are cold until now, which the limit must not be charged with.
                        session.limit("limit-warm-up", single);
                    }
                    for (int pair = 1; pair <= options.repetitions(); pair++) {
                        RunResult frames = session.ours("frames-" + pair, framed);
                        RunResult limit = session.limit("limit-" + pair, single);
                        RunResult readings = session.ours("readings-" + pair, single);
                        all.addPair("ours_vs_limit", frames, limit);
                        all.addPair("ours_by_reading_vs_limit", readings, limit);
                    }
                });
    }
}
