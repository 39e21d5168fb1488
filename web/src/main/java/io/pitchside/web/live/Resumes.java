package io.pitchside.web.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pitchside.model.event.EventJson;
import io.pitchside.model.topic.Topics;
import io.pitchside.model.tracking.MatchSetup;
import io.pitchside.model.tracking.PlayerSecond;
import io.pitchside.web.access.MedicalFilter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a client to where it can simply follow. In this order: from now on, where it is new; from the ring, where that
 * reaches back far enough; from Kafka up to the ring's beginning, within limits; or else anew, after a {@code reset}
 * event that tells the page to forget what it shows.
 */
final class Resumes implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Resumes.class);

    private final PastRecords past;
    private final ReentrantLock lock;
    /** One thread; who finds its queue full starts anew. */
    private final ThreadPoolExecutor reading = new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(LiveSettings.SEEKS_MAX), task -> {
                Thread thread = new Thread(task, "live-resume");
                thread.setDaemon(true);
                return thread;
            });

    Resumes(PastRecords past, ReentrantLock lock) {
        this.past = past;
        this.lock = lock;
    }

    /** Takes a client in; its match has a ring. Under the lock. */
    void join(LiveClient client, @Nullable String lastEventId, StreamPosition now) {
        client.append("retry: 1000\n\n".getBytes(UTF_8));
        if (lastEventId == null || lastEventId.isBlank()) {
            start(client, now);
            return;
        }
        Optional<StreamPosition> known = StreamPosition.parse(lastEventId)
                .filter(position -> position.partition() == now.partition())
                .filter(position ->
                        position.sensorNext() <= now.sensorNext() && position.metricsNext() <= now.metricsNext());
        if (known.isEmpty()) {
            reset(client, now, "the position is not of this log");
        } else if (ringOf(client).covers(known.get())) {
            follow(client, known.get());
        } else {
            readBack(client, known.get(), now);
        }
    }

    private static EventRing ringOf(LiveClient client) {
        EventRing ring = client.match.ring;
        if (ring == null) {
            throw new IllegalStateException("a watched match has a ring");
        }
        return ring;
    }

    private static void start(LiveClient client, StreamPosition now) {
        LiveMatch match = client.match;
        byte[] setup = match.setupEvent(client.medical);
        if (setup != null) {
            client.appendMissed(setup);
        }
        client.appendMissed(Events.of("totals", MedicalFilter.bytes(match.totals.all(), client.medical), now));
        client.appendMissed(LiveMatch.alertsEvent(match.alerts.all(), client.medical));
        match.clients.add(client);
    }

    private static void reset(LiveClient client, StreamPosition now, String reason) {
        client.appendMissed(Events.of("reset", MedicalFilter.bytes(Map.of("reason", reason), false)));
        start(client, now);
    }

    /** From the ring, which covers the position. */
    private static void follow(LiveClient client, StreamPosition position) {
        // The totals carry the client's old position: what follows moves it on.
        start(client, position);
        ringOf(client).since(position, client.medical, client::appendMissed);
    }

    private void readBack(LiveClient client, StreamPosition from, StreamPosition now) {
        EventRing ring = ringOf(client);
        StreamPosition to = new StreamPosition(
                from.partition(),
                Math.max(from.sensorNext(), ring.sensorFrom()),
                Math.max(from.metricsNext(), ring.metricsFrom()));
        if (to.sensorNext() - from.sensorNext() > LiveSettings.SEEK_RECORDS_MAX
                || to.metricsNext() - from.metricsNext() > LiveSettings.SEEK_RECORDS_MAX) {
            reset(client, now, "away for too long");
            return;
        }
        try {
            reading.execute(() -> readBack(client, from, to, now));
        } catch (RejectedExecutionException e) {
            reset(client, now, "too many come back at once");
        }
    }

    private void readBack(LiveClient client, StreamPosition from, StreamPosition to, StreamPosition now) {
        EventBytes missed = null;
        try {
            missed = eventsBetween(client, from, to);
        } catch (IOException | RuntimeException e) {
            LOG.warn("could not read back match={} from={} to={}: {}", client.match.id, from, to, e.toString());
        }
        lock.lock();
        try {
            if (missed == null || !ringOf(client).covers(to)) {
                reset(client, now, "what was missed cannot be read again");
            } else {
                client.appendMissed(missed.copy());
                follow(client, to);
            }
        } finally {
            lock.unlock();
        }
        client.flush();
    }

    private EventBytes eventsBetween(LiveClient client, StreamPosition from, StreamPosition to) throws IOException {
        EventBytes events = new EventBytes(64 * 1024);
        positionsBetween(client.match, from, to, events);
        secondsBetween(client, from, to, events);
        return events;
    }

    private void positionsBetween(LiveMatch match, StreamPosition from, StreamPosition to, EventBytes events)
            throws IOException {
        LiveMatches scratch = new LiveMatches(from.partition() + 1);
        LiveMatch copy = scratch.matchOf(match.id, 0);
        byte[] prefix = (match.id + "/").getBytes(UTF_8);
        PositionReader reader = new PositionReader();
        past.read(Topics.SENSOR_READINGS, from.partition(), from.sensorNext(), to.sensorNext(), (key, value, marks) -> {
            if (copy == null || key == null || value == null || !marks.isReading()) {
                return;
            }
            int start = key.arrayOffset() + key.position();
            int end = start + key.remaining();
            if (!startsWith(key.array(), start, end, prefix) || copy.positions.length() > LiveSettings.SEEK_BYTES_MAX) {
                return;
            }
            PlayerTrack track = scratch.track(key.array(), start, end, 0);
            int valueStart = value.arrayOffset() + value.position();
            if (track != null
                    && reader.read(track, value.array(), valueStart, valueStart + value.remaining())
                    && reader.hasPosition()) {
                copy.addPosition(reader, track);
            }
        });
        if (copy == null || copy.positions.length() > LiveSettings.SEEK_BYTES_MAX) {
            throw new IOException("more than " + LiveSettings.SEEK_BYTES_MAX + " bytes were missed");
        }
        if (!copy.positions.isEmpty()) {
            events.add(copy.positions.copy()).add("]\nid: ").add(to.toString()).add("\n\n");
        }
    }

    private void secondsBetween(LiveClient client, StreamPosition from, StreamPosition to, EventBytes events)
            throws IOException {
        List<PlayerSecond> rows = new ArrayList<>();
        past.read(
                Topics.PLAYER_METRICS, from.partition(), from.metricsNext(), to.metricsNext(), (key, value, marks) -> {
                    if (value == null || rows.size() > LiveSettings.SEEK_ROWS_MAX) {
                        return;
                    }
                    PlayerSecond row = rowOf(value);
                    if (row != null
                            && row.matchId().equals(client.match.id)
                            && !row.playerId().equals(MatchSetup.BALL)) {
                        rows.add(row);
                    }
                });
        if (rows.size() > LiveSettings.SEEK_ROWS_MAX) {
            throw new IOException("more than " + LiveSettings.SEEK_ROWS_MAX + " rows were missed");
        }
        if (!rows.isEmpty()) {
            events.add(Events.of("seconds", MedicalFilter.bytes(rows, client.medical), to));
        }
    }

    private static @Nullable PlayerSecond rowOf(ByteBuffer value) {
        byte[] bytes = new byte[value.remaining()];
        value.duplicate().get(bytes);
        try {
            return EventJson.read(bytes, PlayerSecond.class);
        } catch (IOException e) {
            LOG.warn("unreadable row in player-metrics is passed over", e);
            return null;
        }
    }

    private static boolean startsWith(byte[] bytes, int from, int to, byte[] prefix) {
        return to - from > prefix.length && Arrays.equals(bytes, from, from + prefix.length, prefix, 0, prefix.length);
    }

    @Override
    public void close() {
        reading.shutdownNow();
    }
}
