package io.pitchside.jobs.tracking;

import io.pitchside.model.event.Alert;
import io.pitchside.model.event.DeadLetter;
import io.pitchside.model.event.EventJson;
import io.pitchside.model.tracking.MatchSetup;
import io.pitchside.model.tracking.PlayerSecond;
import io.pitchside.model.tracking.SetupApplied;
import io.pitchside.model.tracking.TrackingRules;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * What one reading costs the core, in nanoseconds of one thread's CPU: 23 players at 20 Hz for ten minutes, several
 * times, rows written as JSON as the job does. To be run by hand: {@code TrackingCost [acceleration]}.
 */
final class TrackingCost implements TrackingCore.Results {
    private static final long START = 1_700_000_000_000L;
    private static final int PLAYERS = 23;
    private static final int STEPS = 20 * 600;
    private static final int ROUNDS = 10;

    private long bytes;
    private long rows;

    private TrackingCost() {}

    public static void main(String[] args) {
        boolean acceleration = args.length > 0;
        List<Inbound> log = log(acceleration);
        for (int round = 0; round < ROUNDS; round++) {
            TrackingCost sink = new TrackingCost();
            TrackingCore core = new TrackingCore(TrackingRules.DEFAULT);
            MatchState match = new MatchState();
            core.process(match, control(), sink);
            long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            for (Inbound record : log) {
                core.process(match, record, sink);
            }
            long took = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
            System.out.printf(
                    Locale.ROOT,
                    "round %d: %.0f ns a reading, %d readings, %d rows, %d bytes out%n",
                    round,
                    (double) took / log.size(),
                    log.size(),
                    sink.rows,
                    sink.bytes);
        }
    }

    private static List<Inbound> log(boolean acceleration) {
        Random random = new Random(1);
        double[] x = new double[PLAYERS];
        double[] speed = new double[PLAYERS];
        List<Inbound> log = new ArrayList<>(PLAYERS * STEPS);
        for (int i = 0; i < STEPS; i++) {
            for (int p = 0; p < PLAYERS; p++) {
                speed[p] = Math.max(0, Math.min(8.5, speed[p] + random.nextGaussian() * 0.15));
                x[p] += speed[p] * 0.05 * (i / 400 % 2 == 0 ? 1 : -1);
                String json = String.format(
                        Locale.ROOT,
                        "{\"match_id\":\"m1\",\"player_id\":\"p%d\",\"sensor_id\":\"s%d\",\"seq\":%d,\"ts\":%d,"
                                + "\"x\":%.3f,\"y\":%.3f,\"hr\":%d%s}",
                        p,
                        p,
                        i,
                        START + i * 50L,
                        x[p],
                        20.0 + p,
                        130 + i / 100 % 60,
                        acceleration
                                ? String.format(
                                        Locale.ROOT,
                                        ",\"ax\":%.3f,\"ay\":%.3f,\"az\":%.3f",
                                        random.nextGaussian(),
                                        random.nextGaussian(),
                                        random.nextGaussian())
                                : "");
                Inbound record = new Inbound();
                record.matchId = "m1";
                record.playerId = "p" + p;
                record.key = ("m1/p" + p).getBytes(StandardCharsets.UTF_8);
                record.offset = log.size();
                record.ingestedAtUs = (START + i * 50L) * 1000;
                record.source = "cost";
                record.value = json.getBytes(StandardCharsets.UTF_8);
                log.add(record);
            }
        }
        return log;
    }

    private static Inbound control() {
        Inbound record = new Inbound();
        record.matchId = "m1";
        record.key = "m1".getBytes(StandardCharsets.UTF_8);
        record.control = true;
        record.value = EventJson.bytes(new MatchSetup(
                "m1",
                1,
                null,
                "football",
                START,
                MatchSetup.Status.LIVE,
                MatchSetup.Pitch.STANDARD,
                new MatchSetup.Team("A", null, null),
                new MatchSetup.Team("B", null, null),
                IntStream.range(0, PLAYERS)
                        .mapToObj(p -> new MatchSetup.Player(
                                "p" + p, MatchSetup.Side.HOME, null, p, "forward", "female", List.of(), 195, 55))
                        .toList(),
                List.of(new MatchSetup.Period("1", START, START + 3_000_000))));
        return record;
    }

    @Override
    public void reading(Inbound record, byte[] acceptedJson) {
        bytes += acceptedJson.length;
    }

    @Override
    public void second(PlayerSecond second, Inbound record) {
        bytes += EventJson.bytes(second).length;
        rows++;
    }

    @Override
    public void deadLetter(DeadLetter letter) {
        throw new AssertionError(letter);
    }

    @Override
    public void alert(Alert alert) {
        bytes += EventJson.bytes(alert).length;
    }

    @Override
    public void setup(Inbound record, SetupApplied applied) {
        bytes += EventJson.bytes(applied).length;
    }
}
