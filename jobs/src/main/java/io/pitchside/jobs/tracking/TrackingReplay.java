package io.pitchside.jobs.tracking;

import static java.util.Objects.requireNonNull;

import io.pitchside.model.event.Alert;
import io.pitchside.model.event.DeadLetter;
import io.pitchside.model.tracking.AcceptedReading;
import io.pitchside.model.tracking.PlayerSecond;
import io.pitchside.model.tracking.SetupApplied;
import io.pitchside.model.tracking.TrackingRules;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * One match again, by the same core as the live job and without Flink: raw records in, in the order of the log, and the
 * final row of every player and second out. The records come from the topic ({@link #record}) or from what a store kept of
 * them ({@link #reading}, {@link #setup}); both make the same decisions fall.
 *
 * <p>Memory is bounded by the rows of one match, at most {@link #ROWS_MAX}. Not thread-safe.
 */
public final class TrackingReplay {
    /** Thirty players for four hours; more is not one match, or a sensor that makes times up. */
    public static final int ROWS_MAX = 500_000;

    /** Every second of the player is final. */
    private static final long ALL = Long.MAX_VALUE;

    private final String matchId;
    private final byte[] matchKey;
    private final TrackingCore core;
    private final MatchState match = new MatchState();
    private final InboundReader reader = new InboundReader();
    private final Handing handing = new Handing();
    private final Rows rows = new Rows();
    private final Map<String, byte[]> keys = new HashMap<>();
    private final StringBuilder json = new StringBuilder(256);
    private long records;
    private boolean finished;

    private TrackingReplay(String matchId, TrackingRules rules) {
        this.matchId = requireNonNull(matchId, "matchId");
        this.matchKey = matchId.getBytes(StandardCharsets.UTF_8);
        this.core = new TrackingCore(rules);
        reader.open();
    }

    /** A replay of one match under any rules: those of the live job, or others to see what they would have made of it. */
    public static TrackingReplay of(String matchId, TrackingRules rules) {
        return new TrackingReplay(matchId, rules);
    }

    /** A match has more rows than {@link #ROWS_MAX}. */
    public static final class TooManyRowsException extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooManyRowsException(String message) {
            super(message);
        }
    }

    /** Whether the record of {@code sensor-readings} is one of this match; cheap, because most are not. */
    public boolean concerns(byte @Nullable [] key) {
        return key != null
                && key.length >= matchKey.length
                && (key.length == matchKey.length || key[matchKey.length] == '/')
                && Arrays.equals(key, 0, matchKey.length, matchKey, 0, matchKey.length);
    }

    /**
     * Takes a record of {@code sensor-readings} as the live job does. One of another match is left alone.
     *
     * @throws TooManyRowsException if that made too many rows
     */
    public void record(ConsumerRecord<byte[], byte[]> record) {
        if (concerns(record.key())) {
            reader.deserialize(record, handing);
        }
    }

    /**
     * Takes a reading that a store kept. What a store keeps was accepted, so its time is not held against its receipt
     * again, which is not kept; repeats and what was rejected are not in a store and shape nothing.
     *
     * @throws TooManyRowsException if that made too many rows
     */
    public void reading(AcceptedReading reading) {
        Inbound inbound = inbound(reading.playerId(), reading.partition(), reading.offset());
        inbound.historic = true;
        inbound.value = json(reading);
        process(inbound);
    }

    /** Takes a set-up that shaped the match, in its place between the readings. */
    public void setup(SetupApplied setup) {
        Inbound inbound = inbound("", setup.partition(), setup.offset());
        inbound.key = matchKey;
        inbound.control = true;
        inbound.value = setup.setup().getBytes(StandardCharsets.UTF_8);
        process(inbound);
    }

    /** Gives out the seconds that are still open, as the job does when a player's stream has stopped. */
    public void finish() {
        core.flush(match, matchId, inbound("", match.partition, match.lastOffset), rows);
        finished = true;
    }

    /** How many records were taken, repeats and rejected ones included. */
    public long records() {
        return records;
    }

    /** Offset of the last record taken; -1 before the first. */
    public long lastOffset() {
        return match.lastOffset;
    }

    /** The newest row of every second, by player and then by second (epoch seconds). */
    public Map<String, Map<Long, PlayerSecond>> rows() {
        return Collections.unmodifiableMap(rows.byPlayer);
    }

    /**
     * The second (epoch seconds) before which every row of a player is final at the last record taken; what comes later
     * is still open, and the job may have shown it early. {@code Long.MAX_VALUE} where nothing is open.
     */
    public long finalBefore(String playerId) {
        PlayerState player = match.players().get(playerId);
        if (finished || player == null || !player.track.unflushed()) {
            return ALL;
        }
        Long closed = rows.newestClosed.get(playerId);
        return closed == null ? Long.MIN_VALUE : closed + 1;
    }

    private void process(Inbound inbound) {
        records++;
        TrackingCore.Outcome unused = core.process(match, inbound, rows);
    }

    private Inbound inbound(String playerId, int partition, long offset) {
        Inbound inbound = new Inbound();
        inbound.matchId = matchId;
        inbound.playerId = playerId;
        inbound.partition = partition;
        inbound.offset = offset;
        inbound.key =
                keys.computeIfAbsent(playerId, player -> (matchId + "/" + player).getBytes(StandardCharsets.UTF_8));
        return inbound;
    }

    /** What the core looks at, as a device writes it. The shortest text of a double is read as the same double. */
    private byte[] json(AcceptedReading reading) {
        json.setLength(0);
        json.append("{\"sensor_id\":\"").append(reading.sensorId()).append("\",\"seq\":");
        json.append(reading.seq()).append(",\"ts\":").append(reading.ts());
        number("x", reading.x());
        number("y", reading.y());
        number("z", reading.z());
        number("speed", reading.speed());
        if (reading.hr() != null) {
            json.append(",\"hr\":").append(reading.hr().intValue());
        }
        number("ax", reading.ax());
        number("ay", reading.ay());
        number("az", reading.az());
        return json.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }

    private void number(String name, @Nullable Double value) {
        if (value != null) {
            json.append(",\"").append(name).append("\":").append(value.doubleValue());
        }
    }

    /** Where the reader of the topic hands its record over. */
    private final class Handing implements Collector<Inbound> {
        @Override
        public void collect(Inbound inbound) {
            process(inbound);
        }

        @Override
        public void close() {
            // Nothing is kept here.
        }
    }

    /** Keeps the newest row of every second; what else the core gives out was stored when it was live. */
    private static final class Rows implements TrackingCore.Results {
        final Map<String, Map<Long, PlayerSecond>> byPlayer = new HashMap<>();
        /** The newest second of each player that a later reading closed. */
        final Map<String, Long> newestClosed = new HashMap<>();

        private int count;

        @Override
        public void second(PlayerSecond second, Inbound record) {
            PlayerSecond before = byPlayer.computeIfAbsent(second.playerId(), player -> new HashMap<>())
                    .put(second.second(), second);
            if (before == null && ++count > ROWS_MAX) {
                throw new TooManyRowsException("match " + second.matchId() + " has more than " + ROWS_MAX
                        + " player seconds; that is more than one replay holds");
            }
            // A flush shows seconds that are still open; only what a reading gives out is closed.
            if (!record.control && !record.playerId.isEmpty()) {
                newestClosed.merge(second.playerId(), second.second(), Math::max);
            }
        }

        @Override
        public void reading(Inbound record, byte[] acceptedJson) {
            // Only the rows are compared.
        }

        @Override
        public void deadLetter(DeadLetter letter) {
            // It was written when it was live.
        }

        @Override
        public void alert(Alert alert) {
            // It was raised when it was live.
        }

        @Override
        public void setup(Inbound record, SetupApplied applied) {
            // It was noted when it was live.
        }
    }
}
