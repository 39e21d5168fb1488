package io.pitchside.jobs.tracking;

import io.pitchside.model.event.Alert;
import io.pitchside.model.event.DeadLetter;
import io.pitchside.model.event.EventJson;
import io.pitchside.model.event.ReadingProblem;
import io.pitchside.model.topic.Topics;
import io.pitchside.model.tracking.AlertRules;
import io.pitchside.model.tracking.MatchSetup;
import io.pitchside.model.tracking.PlayerSecond;
import io.pitchside.model.tracking.ReadingScanner;
import io.pitchside.model.tracking.ReadingScanner.Slice;
import io.pitchside.model.tracking.SetupApplied;
import io.pitchside.model.tracking.TrackingRules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Decides what one record of {@code sensor-readings} is (control, repeat, late, rejected, or good) and what follows from
 * it. The log alone decides: nothing here reads a clock, and a replay in offset order decides alike.
 *
 * <p>The order of the decisions: can it be read? is its time ahead of its receipt? was its id seen? is it too late? may
 * it move its sensor's clock? Pure but for the state it is handed; not thread-safe, one per task.
 */
final class TrackingCore {
    /** The name of the pipeline in ledger, dead letters and alerts. */
    static final String PIPELINE = "tracking";

    /** What the front door calls a player whom the record does not name. */
    private static final String UNKNOWN_PLAYER = "?";

    /** What came of a record. */
    enum Outcome {
        UNIQUE,
        DUPLICATE,
        /** A duplicate whose payload differs from the first copy's. */
        CONFLICT,
        LATE,
        REJECTED,
        CONTROL
    }

    /** Where results go, in the order in which they are made. */
    interface Results {
        void reading(Inbound record, byte[] acceptedJson);

        void second(PlayerSecond second, Inbound record);

        void deadLetter(DeadLetter letter);

        /** An alert was raised, or, with {@code clearedAt}, is over. */
        void alert(Alert alert);

        /** A set-up shapes its match from this control record on. */
        void setup(Inbound record, SetupApplied applied);
    }

    private final TrackingRules rules;
    private final String definitionVersion;
    private final ReadingScanner scanner = new ReadingScanner();
    private final AcceptedReadingWriter writer = new AcceptedReadingWriter();
    private final AlertWatch alerts;

    /** With the default alerts. */
    TrackingCore(TrackingRules rules) {
        this(rules, AlertRules.DEFAULT);
    }

    TrackingCore(TrackingRules rules, AlertRules alertRules) {
        this.rules = rules;
        this.definitionVersion = rules.definitionVersion();
        this.alerts = new AlertWatch(alertRules, rules);
    }

    Outcome process(MatchState match, Inbound record, Results results) {
        match.lastOffset = record.offset;
        match.partition = record.partition;
        if (record.control) {
            return control(match, record, results);
        }
        if (record.senderProblem != null) {
            return reject(record, ReadingProblem.SENDER_PROBLEM, record.senderProblem, -1, results);
        }
        if (!scanner.scan(record.value, 0, record.value.length)) {
            ReadingProblem problem = scanner.problem();
            return reject(
                    record,
                    problem == null ? ReadingProblem.INVALID_JSON : problem,
                    scanner.message(),
                    scanner.problemAt(),
                    results);
        }
        Outcome refused = refuse(match, record, results);
        return refused != null ? refused : accept(match, record, results);
    }

    /** Gives out the open seconds of every player; changes no state. */
    void flush(MatchState match, String matchId, Inbound record, Results results) {
        match.players().forEach((playerId, player) -> flush(match, matchId, playerId, player, record, results));
    }

    void flush(MatchState match, String matchId, String playerId, PlayerState player, Inbound record, Results results) {
        if (player.track.unflushed()) {
            // What is not finished raises no alert: it may still become something else.
            player.track.flush(
                    measurementOf(match, playerId),
                    match.periods(),
                    player.profile,
                    (sums, first) -> results.second(
                            sums.row(matchId, playerId, definitionVersion, match.lastOffset, match.partition), record));
        }
    }

    private Outcome control(MatchState match, Inbound record, Results results) {
        MatchSetup setup;
        try {
            setup = EventJson.read(record.value, MatchSetup.class);
        } catch (IOException e) {
            return reject(record, ReadingProblem.INVALID_JSON, "control record: " + firstLine(e), -1, results);
        }
        boolean archives = setup.status() == MatchSetup.Status.ARCHIVED;
        if (archives) {
            flush(match, record.matchId, record, results);
        }
        if (archives || setup.status() == MatchSetup.Status.FINISHED) {
            alerts.over(match, record.matchId, results);
        }
        match.apply(setup);
        // Open seconds are given out as they stand under the new set-up: else what is stored of them would depend on
        // whether an idle timer came before it.
        match.players().values().forEach(player -> player.track.owesRows());
        flush(match, record.matchId, record, results);
        results.setup(
                record,
                new SetupApplied(
                        record.matchId,
                        setup.version(),
                        new String(record.value, StandardCharsets.UTF_8),
                        record.partition,
                        record.offset));
        return Outcome.CONTROL;
    }

    private @Nullable Outcome refuse(MatchState match, Inbound record, Results results) {
        if (record.playerId.isEmpty() || record.playerId.equals(UNKNOWN_PLAYER)) {
            return reject(record, ReadingProblem.MISSING_FIELD, "field player_id is missing", -1, results);
        }
        int slash = AcceptedReadingWriter.slash(record.key);
        byte[] text = scanner.buffer();
        boolean otherMatch = scanner.hasMatchId() && !same(text, Slice.MATCH_ID, record.key, 0, slash);
        boolean otherPlayer =
                scanner.hasPlayerId() && !same(text, Slice.PLAYER_ID, record.key, slash + 1, record.key.length);
        if (otherMatch || otherPlayer) {
            return reject(
                    record,
                    ReadingProblem.IDENTITY_MISMATCH,
                    "came as " + new String(record.key, StandardCharsets.UTF_8) + " but names "
                            + (otherMatch ? "match " + scanner.matchId() : "player " + scanner.playerId()),
                    -1,
                    results);
        }
        if (match.archived()) {
            return reject(
                    record, ReadingProblem.MATCH_ARCHIVED, "match " + record.matchId + " is archived", -1, results);
        }
        if (!match.players().containsKey(record.playerId) && match.players().size() >= MatchState.PLAYERS_MAX) {
            return reject(
                    record,
                    ReadingProblem.OUT_OF_RANGE,
                    "more than " + MatchState.PLAYERS_MAX + " players in one match",
                    -1,
                    results);
        }
        long aheadMs = scanner.ts() - record.ingestedAtUs / 1000;
        if (!record.historic && aheadMs > rules.clockAheadMsMax()) {
            PlayerState player = match.player(record.playerId);
            int rank = rankOfSensor(player, record);
            if (rank >= 0) {
                alerts.clockAhead(record, player.sensor(rank), aheadMs, results);
            }
            return reject(
                    record,
                    ReadingProblem.CLOCK_AHEAD,
                    "ts is " + aheadMs + " ms ahead of its receipt, at most " + rules.clockAheadMsMax()
                            + " are allowed: set the sensor's clock",
                    -1,
                    results);
        }
        return null;
    }

    private Outcome accept(MatchState match, Inbound record, Results results) {
        PlayerState player = match.player(record.playerId);
        int rank = rankOfSensor(player, record);
        if (rank < 0) {
            return reject(
                    record,
                    ReadingProblem.OUT_OF_RANGE,
                    "more than " + PlayerState.SENSORS_MAX + " sensors on one player",
                    -1,
                    results);
        }
        SensorState sensor = player.sensor(rank);
        switch (sensor.seen.add(scanner.ts(), scanner.seq(), fingerprint())) {
            case REPEAT:
                return Outcome.DUPLICATE;
            case CONFLICT:
                return Outcome.CONFLICT;
            case NEW:
                break;
        }
        boolean known = sensor.clock != SensorState.NO_CLOCK;
        long latenessMs = known ? Math.max(0, sensor.clock - scanner.ts()) : 0;
        boolean late = latenessMs > rules.latenessMs() || scanner.ts() < player.track.acceptsFrom(rules);
        results.reading(record, writer.write(scanner, record, sensor.nameBytes, latenessMs, late));
        if (late) {
            return Outcome.LATE;
        }
        moveClock(match, record, player, sensor, reading(rank), results);
        return Outcome.UNIQUE;
    }

    private Reading reading(int rank) {
        boolean placed = scanner.hasPosition();
        boolean accelerated = scanner.hasAcceleration();
        return new Reading(
                scanner.ts(),
                scanner.seq(),
                rank,
                placed ? scanner.x() : Double.NaN,
                placed ? scanner.y() : Double.NaN,
                scanner.hasHr() ? (short) scanner.hr() : ReadingBuffer.NO_HR,
                accelerated ? (float) scanner.ax() : Float.NaN,
                accelerated ? (float) scanner.ay() : Float.NaN,
                accelerated ? (float) scanner.az() : Float.NaN);
    }

    /**
     * One reading alone may not move a clock far: it waits until a second one of its sensor agrees, or until the
     * player's other sensors are where it is.
     */
    private void moveClock(
            MatchState match,
            Inbound record,
            PlayerState player,
            SensorState sensor,
            Reading reading,
            Results results) {
        Reading waiting = sensor.candidate;
        boolean near = sensor.clock != SensorState.NO_CLOCK && reading.ts() <= sensor.clock + rules.clockJumpMsMax();
        if (near || player.track.reaches(reading.ts(), rules.clockJumpMsMax())) {
            feed(match, record, player, sensor, reading, results);
        } else if (waiting == null || Math.abs(waiting.ts() - reading.ts()) > rules.clockJumpMsMax()) {
            sensor.candidate = reading;
            return;
        } else {
            sensor.candidate = null;
            boolean waitingFirst = waiting.ts() <= reading.ts();
            feed(match, record, player, sensor, waitingFirst ? waiting : reading, results);
            feed(match, record, player, sensor, waitingFirst ? reading : waiting, results);
        }
        feedWaiting(match, record, player, results);
    }

    /** Takes what waited and is believable by now, oldest first: the newer one could make the older one too late. */
    private void feedWaiting(MatchState match, Inbound record, PlayerState player, Results results) {
        while (true) {
            SensorState oldest = null;
            long oldestTs = Long.MAX_VALUE;
            for (int rank = 0; rank < player.sensorCount(); rank++) {
                Reading waiting = player.sensor(rank).candidate;
                if (waiting != null
                        && waiting.ts() < oldestTs
                        && player.track.reaches(waiting.ts(), rules.clockJumpMsMax())) {
                    oldest = player.sensor(rank);
                    oldestTs = waiting.ts();
                }
            }
            if (oldest == null) {
                return;
            }
            Reading waiting = Objects.requireNonNull(oldest.candidate, "just seen");
            oldest.candidate = null;
            feed(match, record, player, oldest, waiting, results);
        }
    }

    private void feed(
            MatchState match,
            Inbound record,
            PlayerState player,
            SensorState sensor,
            Reading reading,
            Results results) {
        sensor.clock = Math.max(sensor.clock, reading.ts());
        if (reading.ts() < player.track.acceptsFrom(rules)) {
            // It waited for a second one while the player's other sensors went on: too late to correct anything.
            return;
        }
        player.track.add(
                measurementOf(match, record.playerId), match.periods(), player.profile, reading, (sums, first) -> {
                    results.second(
                            sums.row(
                                    record.matchId,
                                    record.playerId,
                                    definitionVersion,
                                    record.offset,
                                    record.partition),
                            record);
                    if (first) {
                        alerts.second(match, record.matchId, record.playerId, sums, results);
                    }
                });
        alerts.reading(match, record.matchId, record.playerId, player, reading.ts(), results);
    }

    private Measurement measurementOf(MatchState match, String playerId) {
        boolean ball = playerId.equals(MatchSetup.BALL);
        Measurement known = ball ? match.ofBall : match.ofPlayers;
        if (known != null) {
            return known;
        }
        Measurement made =
                ball ? Measurement.ofBall(rules, match.samplingMs()) : Measurement.ofPlayers(rules, match.samplingMs());
        if (ball) {
            match.ofBall = made;
        } else {
            match.ofPlayers = made;
        }
        return made;
    }

    private int rankOfSensor(PlayerState player, Inbound record) {
        boolean named = scanner.hasSensorId();
        byte[] text = named ? scanner.buffer() : record.key;
        int from = named ? scanner.start(Slice.SENSOR_ID) : AcceptedReadingWriter.slash(record.key) + 1;
        int to = named ? scanner.end(Slice.SENSOR_ID) : record.key.length;
        int rank = player.sensorRank(text, from, to);
        if (rank >= 0) {
            return rank;
        }
        if (player.sensorCount() >= PlayerState.SENSORS_MAX) {
            return -1;
        }
        return player.addSensor(new String(text, from, to - from, StandardCharsets.UTF_8));
    }

    /** Eight bits of what the reading says; the same for the same values, however they are written. */
    private byte fingerprint() {
        long hash = 0;
        if (scanner.hasPosition()) {
            hash = Double.doubleToLongBits(scanner.x() + 0.0) * 0x9E3779B97F4A7C15L;
            hash = (hash ^ Double.doubleToLongBits(scanner.y() + 0.0)) * 0xC2B2AE3D27D4EB4FL;
        }
        if (scanner.hasAcceleration()) {
            hash = (hash ^ Double.doubleToLongBits(scanner.ax() + 0.0)) * 0x9E3779B97F4A7C15L;
            hash = (hash ^ Double.doubleToLongBits(scanner.ay() + 0.0)) * 0xC2B2AE3D27D4EB4FL;
            hash = (hash ^ Double.doubleToLongBits(scanner.az() + 0.0)) * 0x9E3779B97F4A7C15L;
        }
        hash ^= scanner.hasHr() ? scanner.hr() + 1 : 0;
        hash *= 0x9E3779B97F4A7C15L;
        return (byte) (hash >>> 56);
    }

    private boolean same(byte[] text, Slice slice, byte[] key, int from, int to) {
        return Arrays.equals(text, scanner.start(slice), scanner.end(slice), key, from, to);
    }

    private static Outcome reject(
            Inbound record, ReadingProblem problem, String message, int byteOffset, Results results) {
        byte[] payload = record.value.length <= DeadLetter.PAYLOAD_BYTES_MAX
                ? record.value
                : Arrays.copyOf(record.value, DeadLetter.PAYLOAD_BYTES_MAX);
        results.deadLetter(new DeadLetter(
                PIPELINE,
                record.source,
                problem.code(),
                message,
                Topics.SENSOR_READINGS,
                record.partition,
                record.offset,
                byteOffset,
                new String(record.key, StandardCharsets.UTF_8),
                payload,
                record.ingestedAtUs / 1000));
        return Outcome.REJECTED;
    }

    private static String firstLine(IOException e) {
        String message = String.valueOf(e.getMessage());
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
