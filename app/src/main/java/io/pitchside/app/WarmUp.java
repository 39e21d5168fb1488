package io.pitchside.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pitchside.app.config.Configuration;
import io.pitchside.app.config.Key;
import io.pitchside.app.config.Keys;
import io.pitchside.app.embedded.Reason;
import io.pitchside.app.publish.Credentials;
import io.pitchside.app.publish.MqttEndpoint;
import io.pitchside.app.publish.MqttPublisher;
import io.pitchside.app.publish.PlatformException;
import io.pitchside.app.publish.Publication;
import io.pitchside.app.trust.LedgerBalance;
import io.pitchside.model.event.EventHeaders;
import io.pitchside.model.event.EventJson;
import io.pitchside.model.topic.Topic;
import io.pitchside.model.topic.Topics;
import io.pitchside.model.tracking.MatchSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Sends readings of matches that nobody plays through the whole path, front door first, until the just-in-time compiler
 * has seen it all: in the first seconds of a process a reading would take a hundred times as long. The matches are
 * called {@link MatchSetup#WARM_UP_PREFIX}, kept apart everywhere, and archived at the end.
 */
final class WarmUp {
    private static final int MATCHES = 4;
    private static final int RATE_HZ = 25;
    private static final int PLAYERS_MAX = 200;
    private static final Duration SETTLE_MAX = Duration.ofSeconds(5);
    private static final Duration STEP = Duration.ofMillis(1_000 / RATE_HZ);
    private static final Publication WARM_UP = Publication.live(EventHeaders.SOURCE_WARM_UP);
    private static final String STADIUM = "warm-up";

    private final Running running;
    private final Clock clock;
    private final String prefix;
    private final int players;

    private WarmUp(Running running, Clock clock) {
        this.running = running;
        this.clock = clock;
        this.prefix = MatchSetup.WARM_UP_PREFIX + running.run().startedAt() + "-";
        int rate = running.site().get(Keys.WARM_UP_RATE);
        this.players = Math.max(1, Math.min(PLAYERS_MAX, rate / (MATCHES * RATE_HZ)));
    }

    /**
     * Runs for as long as the site says.
     *
     * @throws IOException if a reading does not get through: the platform is not ready then, whatever its parts say
     */
    static void run(Running running, Clock clock) throws IOException, InterruptedException {
        WarmUp warmUp = new WarmUp(running, clock);
        try {
            warmUp.publish();
        } catch (PlatformException e) {
            throw new IOException("readings do not get through the front door: " + e.getMessage(), e);
        }
        warmUp.archive();
        warmUp.settle();
    }

    private void publish() throws PlatformException, IOException, InterruptedException {
        Configuration site = running.site();
        MqttCredentials own =
                EventJson.read(Files.readAllBytes(Path.of(running.run().mqttCredentialsFile())), MqttCredentials.class);
        MqttEndpoint endpoint =
                MqttEndpoint.of(running.run().address("mqtt"), new Credentials(own.username(), own.password()));
        long end = System.nanoTime() + site.get(Keys.WARM_UP_DURATION).toNanos();
        List<MqttPublisher> publishers = new ArrayList<>();
        try {
            for (int match = 0; match < MATCHES; match++) {
                publishers.add(
                        MqttPublisher.connect(MqttPublisher.Settings.of("pitchside-warm-up-" + match), () -> endpoint));
            }
            long next = System.nanoTime();
            for (long seq = 0; System.nanoTime() < end; seq++) {
                for (int match = 0; match < MATCHES; match++) {
                    send(publishers.get(match), match, seq);
                }
                next += STEP.toNanos();
                // No catching up: what a cold process cannot take in time is not owed to it.
                next = Math.max(next, System.nanoTime() - STEP.toNanos());
                TimeUnit.NANOSECONDS.sleep(Math.max(0, next - System.nanoTime()));
            }
            for (MqttPublisher publisher : publishers) {
                publisher.awaitAcknowledged();
            }
        } finally {
            publishers.forEach(MqttPublisher::close);
        }
    }

    /** One sample of every player: every other time as one frame, else one message each, now and then twice. */
    private void send(MqttPublisher publisher, int match, long seq) throws PlatformException, InterruptedException {
        long ts = clock.millis();
        StringBuilder json = new StringBuilder();
        if (seq % 2 == 0) {
            for (int player = 0; player < players; player++) {
                json.append(player == 0 ? '[' : ',');
                append(json, player, seq, ts);
            }
            send(publisher, topic(Keys.MQTT_TOPIC_FRAME, match, 0), json.append(']'));
            return;
        }
        for (int player = 0; player < players; player++) {
            json.setLength(0);
            append(json, player, seq, ts);
            String topic = topic(Keys.MQTT_TOPIC_PLAYER, match, player);
            send(publisher, topic, json);
            if (player == seq % players) {
                send(publisher, topic, json);
            }
        }
    }

    /** Failures come out when everything is awaited. */
    private static void send(MqttPublisher publisher, String topic, StringBuilder json)
            throws PlatformException, InterruptedException {
        byte[] payload = json.toString().getBytes(UTF_8);
        CompletableFuture<Void> unused = publisher.publish(topic, payload, WARM_UP);
    }

    private String topic(Key<String> pattern, int match, int player) {
        return running.site()
                .get(pattern)
                .replace("{stadium}", STADIUM)
                .replace("{match}", prefix + match)
                .replace("{player}", playerId(player));
    }

    private static String playerId(int player) {
        return "p" + player;
    }

    /** Runs in circles, a little faster for every player, so that all zones and sprints come up. */
    private static void append(StringBuilder json, int player, long seq, long ts) {
        double angle = seq * (0.5 + player % 20) / 10 / RATE_HZ;
        json.append("{\"player_id\":\"").append(playerId(player));
        json.append("\",\"sensor_id\":\"s").append(player);
        json.append("\",\"seq\":").append(seq).append(",\"ts\":").append(ts);
        appendMetres(json.append(",\"x\":"), 52.5 + 10 * Math.cos(angle));
        appendMetres(json.append(",\"y\":"), 34 + 10 * Math.sin(angle));
        json.append(",\"hr\":").append(120 + player % 60).append('}');
    }

    private static void appendMetres(StringBuilder json, double metres) {
        json.append(Math.round(metres * 1000) / 1000.0);
    }

    /** Afterwards the job may forget the ids of these matches. */
    private void archive() throws IOException, InterruptedException {
        int partitions = running.site().get(Keys.TRACKING_PARTITIONS);
        try (Producer<byte[], byte[]> producer = running.kafka().producer()) {
            for (int match = 0; match < MATCHES; match++) {
                String id = prefix + match;
                byte[] setup = EventJson.bytes(Map.of("match_id", id, "version", clock.millis(), "status", "archived"));
                ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                        Topics.SENSOR_READINGS, Topic.partitionOf(id, partitions), id.getBytes(UTF_8), setup);
                record.headers().add(EventHeaders.CONTROL, EventHeaders.CONTROL_MATCH_SETUP.getBytes(UTF_8));
                record.headers().add(EventHeaders.SOURCE, EventHeaders.SOURCE_WARM_UP.getBytes(UTF_8));
                record.headers().add(EventHeaders.INGESTED_AT, (clock.millis() + "000").getBytes(UTF_8));
                producer.send(record).get();
            }
        } catch (ExecutionException e) {
            throw new IOException("Kafka does not take the end of the warm-up: " + Reason.of(e), e);
        }
    }

    /** Waits until the job is through with them, so that the first reading of a sensor finds the path free. */
    private void settle() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + SETTLE_MAX.toNanos();
        Map<Integer, Long> ends = new TreeMap<>();
        running.positions()
                .ends(List.of(running.pipeline().topic(Topics.SENSOR_READINGS)))
                .forEach((partition, end) -> ends.put(partition.partition(), end));
        while (System.nanoTime() < deadline) {
            running.job().checkpoint(SETTLE_MAX);
            if (LedgerBalance.of(running.ledger().rows(running.pipeline().name()))
                    .covers(ends)) {
                return;
            }
        }
    }
}
