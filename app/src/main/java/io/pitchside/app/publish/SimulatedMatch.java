package io.pitchside.app.publish;

import static java.util.Objects.requireNonNull;

import io.pitchside.model.tracking.MatchSetup;
import io.pitchside.model.tracking.MatchSetup.Status;
import io.pitchside.simulator.Faults;
import io.pitchside.simulator.FootballMatch;
import io.pitchside.simulator.MatchPlan;
import io.pitchside.simulator.SensorMessage;
import io.pitchside.simulator.SensorStream;
import io.pitchside.simulator.SensorStream.Packing;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The demo: simulated matches, played in real time through the front door on a thread of their own. {@link #stop} ends
 * them cleanly: what was sent is acknowledged, and the matches are finished.
 */
public final class SimulatedMatch implements AutoCloseable {
    /** More matches than this in one process is a load test, and has a command of its own. */
    public static final int MATCHES_MAX = 1000;

    private static final Logger LOGGER = LoggerFactory.getLogger(SimulatedMatch.class);
    private static final Publication SIMULATED = Publication.live("simulator");
    private static final DateTimeFormatter ID_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    /** The platform has this long to take the set-ups before play begins, and this much more for each match. */
    private static final long LEAD_MS = 500;

    private static final long LEAD_MS_PER_MATCH = 10;

    /**
     * What is played.
     *
     * @param seed of the first match; the others count on from it
     * @param hz readings a second of each sensor
     */
    public record Settings(long seed, int matches, int hz, String stadiumId, Packing packing, Faults faults) {
        public Settings {
            requireNonNull(stadiumId, "stadiumId");
            requireNonNull(packing, "packing");
            requireNonNull(faults, "faults");
            if (matches < 1 || matches > MATCHES_MAX) {
                throw new IllegalArgumentException(matches + " matches: allowed are 1 to " + MATCHES_MAX);
            }
            if (!MatchPlan.RATES.contains(hz)) {
                throw new IllegalArgumentException(hz + " readings a second: allowed are " + MatchPlan.RATES);
            }
        }

        /** Frames of whole matches, nothing goes wrong. */
        public static Settings of(long seed, int matches, int hz) {
            return new Settings(seed, matches, hz, "demo", Packing.FRAME, Faults.none());
        }
    }

    /** One match on its way; ordered by what is due next. */
    private record Playing(MatchSetup setup, SensorStream stream, SensorMessage next) implements Comparable<Playing> {
        @Override
        public int compareTo(Playing other) {
            return Long.compare(next.dueAt(), other.next.dueAt());
        }
    }

    private final PlatformClient client;
    private final MqttPublisher publisher;
    private final Clock clock;
    private final PriorityQueue<Playing> playing = new PriorityQueue<>();
    private final List<MatchSetup> setups = new ArrayList<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final AtomicReference<@Nullable PlatformException> failure = new AtomicReference<>();
    private final Thread thread;

    private SimulatedMatch(PlatformClient client, MqttPublisher publisher, Clock clock) {
        this.client = client;
        this.publisher = publisher;
        this.clock = clock;
        thread = new Thread(this::play, "simulated-match");
        thread.setDaemon(true);
    }

    /**
     * Publishes the set-ups and kicks off now.
     *
     * @param clock the wall clock that the matches follow
     * @throws PlatformException if the platform does not take the set-ups or the connection
     */
    public static SimulatedMatch start(Settings settings, PlatformClient client, Clock clock)
            throws PlatformException, InterruptedException {
        String clientId = "simulator-" + ProcessHandle.current().pid();
        MqttPublisher publisher = MqttPublisher.connect(MqttPublisher.Settings.of(clientId), client.mqtt());
        SimulatedMatch simulated = new SimulatedMatch(client, publisher, clock);
        boolean started = false;
        try {
            simulated.prepare(settings);
            simulated.thread.start();
            started = true;
            return simulated;
        } finally {
            if (!started) {
                publisher.close();
            }
        }
    }

    /** The matches, in the order of their seeds. */
    public List<String> matchIds() {
        return setups.stream().map(MatchSetup::matchId).toList();
    }

    /** Messages that the platform has for sure. */
    public long acknowledged() {
        return publisher.acknowledged();
    }

    /** Why no match is played any more; empty while all is well, and after the final whistle. */
    public Optional<PlatformException> failure() {
        return Optional.ofNullable(failure.get());
    }

    /**
     * Stops playing, waits for every acknowledgement and finishes the matches.
     *
     * @throws PlatformException if the platform was lost meanwhile
     */
    public void stop() throws PlatformException, InterruptedException {
        stopping.countDown();
        thread.join();
        publisher.close();
        PlatformException problem = failure.get();
        if (problem != null) {
            throw problem;
        }
    }

    /** Like {@link #stop}, for when nobody can do anything about a failure; it is logged. */
    @Override
    public void close() {
        try {
            stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (PlatformException e) {
            LOGGER.debug("stopped with a failure that is logged already", e);
        }
    }

    private void prepare(Settings settings) throws PlatformException, InterruptedException {
        long kickOff = clock.millis() + LEAD_MS + LEAD_MS_PER_MATCH * settings.matches();
        for (int i = 0; i < settings.matches(); i++) {
            long seed = settings.seed() + i;
            String matchId = "demo-" + seed + "-" + ID_TIME.format(Instant.ofEpochMilli(kickOff));
            // Spread over the frame, so that many matches do not send at the same instant.
            long spreadMs = (long) i * (1000 / settings.hz()) / settings.matches();
            MatchPlan plan = MatchPlan.of(seed, matchId, settings.stadiumId(), kickOff + spreadMs)
                    .withHz(settings.hz());
            FootballMatch match = FootballMatch.of(plan);
            client.putSetup(match.setup());
            setups.add(match.setup());
            SensorStream stream = SensorStream.of(match, settings.packing(), settings.faults());
            playing.add(new Playing(match.setup(), stream, stream.next()));
        }
    }

    private void play() {
        try {
            while (!playing.isEmpty() && awaitTime(playing.element().next().dueAt())) {
                Playing one = playing.remove();
                send(one.next());
                if (one.stream().hasNext()) {
                    playing.add(
                            new Playing(one.setup(), one.stream(), one.stream().next()));
                } else {
                    finish(one.setup());
                }
            }
            for (Playing one : playing) {
                finish(one.setup());
            }
        } catch (PlatformException e) {
            failure.set(e);
            LOGGER.error("the simulated match is over before its time: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure.set(new PlatformException(PlatformException.Kind.FAILED, "the simulated match broke: " + e, e));
            LOGGER.error("the simulated match broke", e);
        }
    }

    /** @return false if it is time to stop instead */
    private boolean awaitTime(long dueAt) throws InterruptedException {
        long leftMs = dueAt - clock.millis();
        return leftMs <= 0 ? stopping.getCount() > 0 : !stopping.await(leftMs, TimeUnit.MILLISECONDS);
    }

    private void send(SensorMessage message) throws PlatformException, InterruptedException {
        String playerId = message.playerId();
        String topic = playerId == null
                ? Publication.frameTopic(message.stadiumId(), message.matchId())
                : Publication.playerTopic(message.stadiumId(), message.matchId(), playerId);
        CompletableFuture<Void> unused = publisher.publish(topic, message.payload(), SIMULATED);
    }

    private void finish(MatchSetup setup) throws PlatformException, InterruptedException {
        publisher.awaitAcknowledged();
        client.putSetup(setup.withStatus(Status.FINISHED));
    }
}
