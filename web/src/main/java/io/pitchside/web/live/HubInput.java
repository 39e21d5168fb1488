package io.pitchside.web.live;

import io.pitchside.model.event.Alert;
import io.pitchside.model.event.AlertAcknowledgement;
import io.pitchside.model.event.EventJson;
import io.pitchside.model.tracking.MatchSetup;
import io.pitchside.model.tracking.PlayerSecond;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The hub's side of one poll: every record of the topics passes here. Called under the hub's lock only. */
final class HubInput implements LiveInput {
    private static final Logger LOG = LoggerFactory.getLogger(HubInput.class);

    private final LiveHub hub;
    private final PositionReader reader = new PositionReader();
    /** When the front door took the readings of this poll, microseconds. */
    private long[] ingestedAt = new long[4096];

    private int measured;

    HubInput(LiveHub hub) {
        this.hub = hub;
    }

    @Override
    public void startsAt(int partition, long sensorNext, long metricsNext) {
        StreamPosition before = hub.offsets().of(partition);
        hub.offsets().sensor(partition, sensorNext);
        hub.offsets().metrics(partition, metricsNext);
        StreamPosition now = hub.offsets().of(partition);
        if (before.equals(now)) {
            return;
        }
        for (LiveMatch match : hub.matches().all()) {
            if (match.partition == partition && match.ring != null) {
                match.ring = new EventRing(now, LiveSettings.RING_BYTES_MIN);
            }
        }
    }

    @Override
    public void reading(int partition, long offset, ByteBuffer key, ByteBuffer value, ReadingMarks marks) {
        hub.offsets().sensor(partition, offset + 1);
        if (!marks.isReading()) {
            if (marks.isControl()) {
                setup(bytes(key), bytes(value));
            }
            return;
        }
        int keyStart = key.arrayOffset() + key.position();
        PlayerTrack track = hub.matches().track(key.array(), keyStart, keyStart + key.remaining(), hub.nowMs());
        if (track == null) {
            return;
        }
        int start = value.arrayOffset() + value.position();
        if (!reader.read(track, value.array(), start, start + value.remaining())) {
            return;
        }
        LiveMatch match = track.match;
        MatchSetup setup = match.setup;
        if (setup != null && setup.status() == MatchSetup.Status.ARCHIVED) {
            return;
        }
        track.heardAtMs = hub.nowMs();
        match.heardAtMs = track.heardAtMs;
        measure(marks.measuredFromMicros());
        if (match.warmUp) {
            hub.warmUp(match);
        }
        if (match.isWatched() && reader.hasPosition()) {
            match.addPosition(reader, track);
            hub.touch(match);
        }
    }

    @Override
    public void second(int partition, long offset, byte[] value) {
        hub.offsets().metrics(partition, offset + 1);
        try {
            PlayerSecond row = EventJson.read(value, PlayerSecond.class);
            if (!isNamed(row.matchId()) || !isNamed(row.playerId())) {
                throw new IOException("match_id or player_id is missing");
            }
            LiveMatch match = hub.matches().matchOf(row.matchId(), hub.nowMs());
            if (match != null) {
                hub.take(match, row);
            }
        } catch (IOException e) {
            LOG.warn("unreadable row topic=player-metrics partition={} offset={}", partition, offset, e);
        }
    }

    @Override
    public void setup(byte[] key, byte @Nullable [] value) {
        if (value == null) {
            hub.forget(key);
            return;
        }
        try {
            hub.take(EventJson.read(value, MatchSetup.class));
        } catch (IOException e) {
            LOG.warn("unreadable set-up, it is not shown", e);
        }
    }

    @Override
    public void alert(byte[] value) {
        try {
            hub.take(EventJson.read(value, Alert.class));
        } catch (IOException e) {
            LOG.warn("unreadable alert, it is not shown", e);
        }
    }

    @Override
    public void acknowledgement(byte[] value) {
        try {
            hub.take(EventJson.read(value, AlertAcknowledgement.class));
        } catch (IOException e) {
            LOG.warn("unreadable acknowledgement, it is not shown", e);
        }
    }

    /** What was read from JSON may lack a field, whatever its type says. */
    private static boolean isNamed(@Nullable String id) {
        return id != null && MatchSetup.ID.matcher(id).matches();
    }

    private void measure(long ingestedAtMicros) {
        if (ingestedAtMicros == 0) {
            return;
        }
        if (measured == ingestedAt.length) {
            ingestedAt = Arrays.copyOf(ingestedAt, 2 * measured);
        }
        ingestedAt[measured++] = ingestedAtMicros;
    }

    /** Records how old the readings of this poll are, now that they are sent. */
    void recordLatency(LatencyMeter latency, Clock clock) {
        if (measured == 0) {
            return;
        }
        Instant now = clock.instant();
        long nowMicros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
        for (int i = 0; i < measured; i++) {
            latency.record(nowMicros - ingestedAt[i]);
        }
        measured = 0;
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
