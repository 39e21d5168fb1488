package io.pitchside.web.live;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.pitchside.model.tracking.MatchSetup;
import io.pitchside.model.tracking.PlayerSecond;
import io.pitchside.model.tracking.PlayerTotals;
import io.pitchside.web.access.MedicalFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that the hub keeps of one match. Guarded by the hub's lock. */
final class LiveMatch {
    private static final byte[] POSITIONS = "event: positions\ndata: [".getBytes(US_ASCII);
    private static final int EVENT_BYTES = 4 * 1024;

    final String id;
    final int partition;
    /** Warm-up matches are sent to a client that is nobody, so that the code is warm, and shown nowhere. */
    final boolean warmUp;

    final List<LiveClient> clients = new ArrayList<>();
    final List<PlayerTrack> tracks = new ArrayList<>();
    final MatchTotals totals = new MatchTotals();
    final MatchAlerts alerts = new MatchAlerts();
    final EventBytes positions = new EventBytes(EVENT_BYTES);
    final List<PlayerSecond> seconds = new ArrayList<>();

    @Nullable
    MatchSetup setup;

    @Nullable
    EventRing ring;

    long heardAtMs;
    long watchedAtMs;
    /** In the hub's list of matches that this poll touched. */
    boolean touched;

    LiveMatch(String id, int partition, boolean warmUp) {
        this.id = id;
        this.partition = partition;
        this.warmUp = warmUp;
    }

    /** Whether anybody watches, or did a moment ago: only then events are made. */
    boolean isWatched() {
        return ring != null;
    }

    /** Adds the reading that the reader holds to the event of this poll. */
    void addPosition(PositionReader reader, PlayerTrack track) {
        if (positions.isEmpty()) {
            positions.add(POSITIONS);
        } else {
            positions.add(',');
        }
        reader.append(positions, track);
    }

    /** Ends the event of this poll and hands it to ring and clients. */
    void sendPositions(StreamPosition position, List<LiveClient> slow) {
        positions.add("]\nid: ").add(position.toString()).add("\n\n");
        byte[] event = positions.copy();
        if (ring != null) {
            ring.addPositions(position.sensorNext(), event);
        }
        send(event, event, slow);
        positions.clear();
        positions.shrinkTo(16 * EVENT_BYTES);
    }

    void sendSeconds(StreamPosition position, List<LiveClient> slow) {
        byte[] medical = Events.of("seconds", MedicalFilter.bytes(seconds, true), position);
        byte[] plain = Events.of("seconds", MedicalFilter.bytes(seconds, false), position);
        if (ring != null) {
            ring.addSeconds(position.metricsNext(), medical, plain);
        }
        send(medical, plain, slow);
        seconds.clear();
    }

    /** Hands an event to every client; those that cannot take it are added to {@code slow}. */
    void send(byte[] medical, byte[] plain, List<LiveClient> slow) {
        for (LiveClient client : clients) {
            if (!client.append(client.medical ? medical : plain)) {
                slow.add(client);
            }
        }
    }

    void sendTotals(List<PlayerTotals> changed, List<LiveClient> slow) {
        send(
                Events.of("totals", MedicalFilter.bytes(changed, true)),
                Events.of("totals", MedicalFilter.bytes(changed, false)),
                slow);
    }

    /** Tells the clients of alerts that changed; whether there were any. */
    boolean sendAlerts(List<LiveClient> slow) {
        List<ShownAlert> changed = alerts.takeChanged();
        if (changed.isEmpty() || clients.isEmpty()) {
            return false;
        }
        send(alertsEvent(changed, true), alertsEvent(changed, false), slow);
        return true;
    }

    /** The newest of these alerts, as far as such a client may know of them. */
    static byte[] alertsEvent(List<ShownAlert> alerts, boolean medical) {
        List<ShownAlert> sent = MedicalFilter.known(alerts, ShownAlert::medical, medical).stream()
                .limit(LiveSettings.ALERTS_SENT_MAX)
                .toList();
        return Events.of("alerts", MedicalFilter.bytes(sent, medical));
    }

    int sensorsLive(long nowMs) {
        int live = 0;
        for (PlayerTrack track : tracks) {
            if (nowMs - track.heardAtMs <= LiveSettings.SENSOR_LIVE_MS) {
                live++;
            }
        }
        return live;
    }

    /** One sensor per player: those of the set-up, or those that were heard where there are more. */
    int sensorsTotal() {
        return Math.max(tracks.size(), setup == null ? 0 : setup.players().size());
    }

    byte[] healthEvent(LatencyMeter.Latency latency, String feed, long nowMs) {
        return Events.of(
                "health",
                MedicalFilter.bytes(
                        Map.of(
                                "latency_ms", Map.of("p50", latency.p50(), "p99", latency.p99()),
                                "sensors_live", sensorsLive(nowMs),
                                "sensors_total", sensorsTotal(),
                                "missing_ms", totals.missingMs(),
                                "totals_complete", totals.complete(),
                                "feed", feed,
                                "at", nowMs),
                        false));
    }

    byte @Nullable [] setupEvent(boolean medical) {
        return setup == null ? null : Events.of("setup", MedicalFilter.bytes(setup, medical));
    }
}
