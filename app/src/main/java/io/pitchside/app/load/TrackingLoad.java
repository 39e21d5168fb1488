package io.pitchside.app.load;

import static java.util.Objects.requireNonNull;

import io.pitchside.app.publish.MqttPublisher;
import io.pitchside.app.publish.PlatformClient;
import io.pitchside.app.publish.PlatformException;
import io.pitchside.app.publish.Publication;
import io.pitchside.model.event.EventJson;
import io.pitchside.model.tracking.MatchSetup;
import io.pitchside.model.tracking.MatchSetup.Status;
import io.pitchside.model.tracking.SensorReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Plays one recorded match in through the front door: set-up, readings, broken lines, end of the match, and then waits
 * until the stores have it all. Running it again changes nothing: the same lines have the same ids. Not thread-safe.
 */
public final class TrackingLoad {
    /** The stadium that loaded matches belong to. */
    public static final String STADIUM = "loaded";
    /** Readings in one message. */
    public static final int BATCH_READINGS_MAX = 50;
    /** How long the stores may take after the last acknowledgement. */
    public static final Duration STORED_MAX = Duration.ofMinutes(10);

    private static final String SOURCE = "load";
    /** At a given speed readings are not collected for longer than this, so that they flow. */
    private static final long BATCH_MS_MAX = 40;

    /**
     * How to load.
     *
     * @param matchId null: named after the file
     * @param speed 0: as fast as it is acknowledged; otherwise so many times as fast as it was played
     * @param awaitStored whether to wait until everything is stored
     */
    public record Options(@Nullable String matchId, double speed, boolean awaitStored) {
        public Options {
            if (!(speed >= 0 && speed <= 1e6)) {
                throw new IllegalArgumentException(
                        "speed " + speed + ": allowed are 0 (as fast as it goes) to 1000000");
            }
            if (matchId != null && !MatchSetup.ID.matcher(matchId).matches()) {
                throw new IllegalArgumentException(
                        "match \"" + matchId + "\": 1 to 64 characters, none of / + # \" \\ and no control characters");
            }
        }
    }

    /**
     * What was done.
     *
     * @param readings published
     * @param badLines published with their problem
     * @param messages handed over
     * @param acknowledged messages that the platform has for sure: all of them
     */
    public record Outcome(
            String matchId, long readings, long badLines, long messages, long acknowledged, Duration elapsed) {}

    private final TrackingFile file;
    private final String matchId;
    private final Options options;
    private final PlatformClient client;
    private final LoadProgress progress;
    private final Pace pace;

    private final String topic;
    private final Publication publication = Publication.historic(SOURCE);
    private final List<SensorReading> batch = new ArrayList<>(BATCH_READINGS_MAX);
    private long readings;
    private long badLines;

    private TrackingLoad(TrackingFile file, Options options, PlatformClient client, LoadProgress progress, Pace pace) {
        this.file = requireNonNull(file, "file");
        this.options = options;
        this.client = client.with(PlatformClient.Patience.restart());
        this.progress = progress;
        this.pace = pace;
        matchId = options.matchId() == null ? file.matchId() : options.matchId();
        topic = Publication.frameTopic(STADIUM, matchId);
    }

    public static TrackingLoad of(TrackingFile file, Options options, PlatformClient client, LoadProgress progress) {
        return of(file, options, client, progress, Pace.of(options.speed()));
    }

    static TrackingLoad of(
            TrackingFile file, Options options, PlatformClient client, LoadProgress progress, Pace pace) {
        return new TrackingLoad(file, options, client, progress, pace);
    }

    /**
     * Loads the file; call it once.
     *
     * @throws PlatformException if the platform does not take it
     * @throws LoadException if the file changed since it was opened and cannot be read any more
     */
    public Outcome run() throws PlatformException, LoadException, InterruptedException {
        // Somebody who waits 30 s for a platform that was never there learns nothing; so the first question is quick.
        client.with(PlatformClient.Patience.none()).files();
        progress.start(file.format() + " as match " + matchId + ": " + String.format(Locale.ROOT, "%,d", file.lines())
                + " lines");
        MatchSetup setup = file.setup(matchId);
        client.with(PlatformClient.Patience.none()).putSetup(setup);
        long messages;
        long acknowledged;
        String clientId = "load-" + ProcessHandle.current().pid();
        try (MqttPublisher publisher = MqttPublisher.connect(MqttPublisher.Settings.of(clientId), client.mqtt())) {
            publishAll(publisher);
            publisher.awaitAcknowledged();
            messages = publisher.sent();
            acknowledged = publisher.acknowledged();
        }
        client.putSetup(setup.withStatus(Status.FINISHED));
        if (options.awaitStored()) {
            progress.say("all acknowledged, waiting until it is stored");
            client.awaitStored(STORED_MAX);
        }
        Duration elapsed = Duration.ofMillis(Math.round(progress.elapsedS() * 1000));
        return new Outcome(matchId, readings, badLines, messages, acknowledged, elapsed);
    }

    private void publishAll(MqttPublisher publisher) throws PlatformException, LoadException, InterruptedException {
        try (LoadItems items = file.items(matchId)) {
            for (LoadItem item = items.next(); item != null; item = items.next()) {
                if (item instanceof LoadItem.Reading one) {
                    add(one.reading(), publisher);
                } else if (item instanceof LoadItem.BadLine bad) {
                    // In the order of the file, so that positions in the log and lines go together.
                    flush(publisher);
                    CompletableFuture<Void> unused =
                            publisher.publish(topic, bad.original(), publication.withProblem(bad.message()));
                    badLines++;
                }
                progress.update(item.line(), file.lines(), publisher.sent(), publisher.acknowledged());
            }
            flush(publisher);
        }
    }

    private void add(SensorReading reading, MqttPublisher publisher) throws PlatformException, InterruptedException {
        boolean full = batch.size() == BATCH_READINGS_MAX;
        boolean old =
                pace.paced() && !batch.isEmpty() && reading.ts() - batch.get(0).ts() >= BATCH_MS_MAX;
        if (full || old) {
            flush(publisher);
        }
        if (batch.isEmpty()) {
            pace.await(reading.ts());
        }
        batch.add(reading);
        readings++;
    }

    private void flush(MqttPublisher publisher) throws PlatformException, InterruptedException {
        if (!batch.isEmpty()) {
            CompletableFuture<Void> unused = publisher.publish(topic, EventJson.bytes(batch), publication);
            batch.clear();
        }
    }
}
