package io.pitchside.web.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pitchside.model.event.Alert;
import io.pitchside.model.event.AlertAcknowledgement;
import io.pitchside.model.tracking.MatchSetup;
import io.pitchside.model.tracking.PlayerSecond;
import io.pitchside.model.tracking.PlayerTotals;
import io.pitchside.web.MatchHistory;
import io.pitchside.web.ProblemException;
import io.pitchside.web.ProblemKind;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * What is happening in every match, for the pages that watch and for those who ask.
 *
 * <p>One thread feeds it through {@link #accept} (the thread that follows the topics, or a test); any thread may ask or connect. One lock
 * guards everything; nothing is written to a socket, and no store is read, while it is held. Readings become one
 * {@code positions} event per match and poll, and only where somebody watches.
 */
public final class LiveHub implements AutoCloseable {
    private static final long TICK_MS = 1_000;
    private static final long FORGET_MS = 60_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Clock clock;
    private final LiveMatches matches;
    private final Offsets offsets;
    private final LatencyMeter latency = new LatencyMeter();
    private final TotalsLoading loading;
    private final LiveAlerts alerts;
    private final Resumes resumes;
    private final HubInput input = new HubInput(this);

    private final List<LiveMatch> touched = new ArrayList<>();
    private final List<LiveClient> toFlush = new ArrayList<>();
    private final List<LiveClient> slow = new ArrayList<>();
    private long nowMs;
    private long tickedAtMs;
    private long heartbeatAtMs;
    private long forgotAtMs;
    private int clients;
    private String feed = "starting";
    private boolean closed;

    /**
     * @param totals what was stored before we listened
     * @param history the alerts that were stored before we listened
     * @param past reads topics again for a client that was away for long
     * @param partitions partitions of {@code sensor-readings} and {@code player-metrics}
     */
    public LiveHub(TotalsStore totals, MatchHistory history, PastRecords past, int partitions, Clock clock) {
        this.clock = clock;
        matches = new LiveMatches(partitions);
        offsets = new Offsets(partitions);
        loading = new TotalsLoading(totals, lock, clock);
        alerts = new LiveAlerts(matches, history, lock, clock);
        resumes = new Resumes(past, lock);
        nowMs = clock.millis();
    }

    // --- the feeding thread -----------------------------------------------------------------------------------------

    /**
     * Takes what one poll brought and sends it on before it returns. To be called at least once a second, also when
     * nothing came: the pages' figures, heartbeats and loads are driven by it. Only from one thread at a time.
     */
    public void accept(Consumer<LiveInput> poll) {
        List<LiveClient> flushed;
        List<LiveClient> cut;
        lock.lock();
        try {
            nowMs = clock.millis();
            poll.accept(input);
            sendTouched();
            if (nowMs - tickedAtMs >= TICK_MS) {
                tickedAtMs = nowMs;
                tick();
            }
            flushed = List.copyOf(toFlush);
            cut = List.copyOf(slow);
            toFlush.clear();
            slow.clear();
        } finally {
            lock.unlock();
        }
        cut.forEach(LiveClient::cut);
        flushed.forEach(LiveClient::flush);
        input.recordLatency(latency, clock);
    }

    /** Says how the feed is: {@code live}, {@code starting} or {@code lost}; the pages show it. */
    public void feed(String state) {
        lock.lock();
        try {
            feed = state;
        } finally {
            lock.unlock();
        }
    }

    private void sendTouched() {
        for (LiveMatch match : touched) {
            match.touched = false;
            StreamPosition position = offsets.of(match.partition);
            if (!match.positions.isEmpty()) {
                match.sendPositions(position, slow);
            }
            if (!match.seconds.isEmpty()) {
                match.sendSeconds(position, slow);
            }
            match.sendAlerts(slow);
            toFlush.addAll(match.clients);
        }
        touched.clear();
    }

    private void tick() {
        latency.turn();
        LatencyMeter.Latency recent = latency.recent();
        int ringBytes = ringBytes();
        boolean heartbeat = nowMs - heartbeatAtMs >= LiveSettings.HEARTBEAT_MS;
        for (LiveMatch match : matches.all()) {
            if (!match.warmUp) {
                loading.loadIfDue(match, nowMs);
                alerts.loadIfDue(match, nowMs);
            }
            if (match.ring != null) {
                match.ring.limit(ringBytes);
            }
            if (match.clients.isEmpty()) {
                dropRingIfUnwatched(match);
                continue;
            }
            match.watchedAtMs = match.warmUp ? match.watchedAtMs : nowMs;
            List<PlayerTotals> changed = match.totals.takeChanged();
            if (!changed.isEmpty()) {
                match.sendTotals(changed, slow);
            }
            match.sendAlerts(slow);
            byte[] health = match.healthEvent(recent, feed, nowMs);
            match.send(health, health, slow);
            if (heartbeat) {
                byte[] comment = Events.comment("heartbeat");
                match.send(comment, comment, slow);
            }
            toFlush.addAll(match.clients);
        }
        if (heartbeat) {
            heartbeatAtMs = nowMs;
        }
        if (nowMs - forgotAtMs >= FORGET_MS) {
            forgotAtMs = nowMs;
            matches.forgetIdle(nowMs);
        }
    }

    private void dropRingIfUnwatched(LiveMatch match) {
        if (match.ring != null && nowMs - match.watchedAtMs > LiveSettings.RING_LINGER_MS) {
            match.ring = null;
        }
    }

    // --- used by the input, under the lock --------------------------------------------------------------------------

    LiveMatches matches() {
        return matches;
    }

    Offsets offsets() {
        return offsets;
    }

    long nowMs() {
        return nowMs;
    }

    void touch(LiveMatch match) {
        if (!match.touched) {
            match.touched = true;
            touched.add(match);
        }
    }

    /** A match of the warm-up gets a client that is nobody, so that sending is warm as well. */
    void warmUp(LiveMatch match) {
        if (match.clients.isEmpty()) {
            match.ring = new EventRing(offsets.of(match.partition), LiveSettings.RING_BYTES_MIN);
            Content.Sink nobody = (last, bytes, callback) -> callback.succeeded();
            match.clients.add(new LiveClient(match, true, nobody, Callback.NOOP, () -> {}, client -> {}));
        }
    }

    void take(LiveMatch match, PlayerSecond row) {
        if (row.playerId().equals(MatchSetup.BALL)) {
            // It has rows like a player, but no place in a table of players; its positions are sent as they come.
            return;
        }
        match.totals.accept(row);
        if (match.isWatched()) {
            match.seconds.add(row);
            touch(match);
        }
    }

    void take(MatchSetup setup) {
        LiveMatch match = matches.matchOf(setup.matchId(), nowMs);
        if (match == null || match.warmUp || (match.setup != null && match.setup.version() >= setup.version())) {
            return;
        }
        match.setup = setup;
        for (LiveClient client : match.clients) {
            byte[] event = match.setupEvent(client.medical);
            if (event != null && !client.append(event)) {
                slow.add(client);
            }
        }
        toFlush.addAll(match.clients);
    }

    void take(Alert alert) {
        alerts.take(alert, nowMs).ifPresent(this::touch);
    }

    void take(AlertAcknowledgement acknowledgement) {
        alerts.take(acknowledgement, nowMs).ifPresent(this::touch);
    }

    void forget(byte[] matchId) {
        matches.visible(new String(matchId, UTF_8))
                .filter(match -> match.clients.isEmpty())
                .ifPresent(matches::remove);
    }

    // --- those who watch --------------------------------------------------------------------------------------------

    /**
     * Begins to send a match to one client. The response's headers are set; it is written to from now on, until the
     * client goes, is cut, or the hub is closed.
     *
     * @param lastEventId where the client was before; null where it is new
     * @param abort breaks the connection
     * @throws ProblemException NOT_FOUND for an unknown match, TOO_MANY above {@link LiveSettings#CLIENTS_MAX},
     *     UNAVAILABLE when closed; nothing was written then
     */
    void connect(
            String matchId,
            boolean medical,
            @Nullable String lastEventId,
            Content.Sink response,
            Callback done,
            Runnable abort) {
        LiveClient client;
        lock.lock();
        try {
            LiveMatch match = matches.find(matchId);
            checkRoom();
            clients++;
            client = new LiveClient(match, medical, response, done, abort, this::gone);
            match.totals.want();
            alerts.want(match);
            match.watchedAtMs = clock.millis();
            if (match.ring == null) {
                match.ring = new EventRing(offsets.of(match.partition), ringBytes());
            }
            resumes.join(client, lastEventId, offsets.of(match.partition));
        } finally {
            lock.unlock();
        }
        client.flush();
    }

    private void checkRoom() {
        if (closed) {
            throw new ProblemException(ProblemKind.UNAVAILABLE, "the platform is stopping");
        }
        if (clients >= LiveSettings.CLIENTS_MAX) {
            throw new ProblemException(
                    ProblemKind.TOO_MANY, clients + " pages watch already; at most " + LiveSettings.CLIENTS_MAX);
        }
    }

    /** Each ring's share of the room for all of them. */
    private int ringBytes() {
        long rings = matches.all().stream().filter(LiveMatch::isWatched).count() + 1;
        long share = LiveSettings.RINGS_BYTES_MAX / rings;
        return (int) Math.max(LiveSettings.RING_BYTES_MIN, Math.min(LiveSettings.RING_BYTES_MAX, share));
    }

    private void gone(LiveClient client) {
        lock.lock();
        try {
            clients--;
            client.match.clients.remove(client);
        } finally {
            lock.unlock();
        }
    }

    // --- those who ask ----------------------------------------------------------------------------------------------

    /** A match as the list shows it. {@code heardAtMs} is 0 where no reading was heard since the start. */
    public record MatchState(
            String matchId, @Nullable MatchSetup setup, int sensorsLive, int sensorsTotal, long heardAtMs) {}

    /** Totals of a match; not complete while stored rows from before our start are still missing. */
    public record MatchPlayers(
            String matchId, @Nullable MatchSetup setup, boolean complete, List<PlayerTotals> players) {}

    /** All matches but the warm-up's: those that are heard now first, then by kick-off, newest first. */
    public List<MatchState> list() {
        lock.lock();
        try {
            return matches.visible().stream()
                    .map(this::state)
                    .sorted(Comparator.comparing((MatchState match) -> match.sensorsLive() == 0)
                            .thenComparing(match ->
                                    match.setup() == null ? 0 : -match.setup().kickOff())
                            .thenComparing(MatchState::matchId))
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    public Optional<MatchState> match(String matchId) {
        lock.lock();
        try {
            return matches.visible(matchId).map(this::state);
        } finally {
            lock.unlock();
        }
    }

    private MatchState state(LiveMatch match) {
        return new MatchState(
                match.id, match.setup, match.sensorsLive(clock.millis()), match.sensorsTotal(), match.heardAtMs);
    }

    /**
     * The totals of a match; the first one to ask waits for the store.
     *
     * @throws ProblemException NOT_FOUND for an unknown match
     */
    public MatchPlayers players(String matchId, Duration wait) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            LiveMatch match = matches.find(matchId);
            match.totals.want();
            loading.loadIfDue(match, clock.millis());
            loading.await(match, wait);
            return new MatchPlayers(matchId, match.setup, match.totals.complete(), match.totals.all());
        } finally {
            lock.unlock();
        }
    }

    /** The last {@link LiveSettings#RECENT_S} seconds of one player, oldest first. */
    public Collection<PlayerSecond> recentSeconds(String matchId, String playerId) {
        lock.lock();
        try {
            return matches.find(matchId).totals.recent(playerId);
        } finally {
            lock.unlock();
        }
    }

    /** The alerts of all matches. */
    public LiveAlerts alerts() {
        return alerts;
    }

    /** How long readings take from the front door to the clients' sockets. */
    public LatencyMeter latency() {
        return latency;
    }

    /** Ends every stream; what was accepted before is still sent. */
    @Override
    public void close() {
        List<LiveClient> watching = new ArrayList<>();
        lock.lock();
        try {
            closed = true;
            matches.all().forEach(match -> watching.addAll(match.clients));
        } finally {
            lock.unlock();
        }
        watching.forEach(LiveClient::end);
        loading.close();
        alerts.close();
        resumes.close();
    }
}
