package io.pitchside.web.kafka;

import static io.pitchside.model.topic.Topics.ALERTS;
import static io.pitchside.model.topic.Topics.ALERT_ACKNOWLEDGEMENTS;
import static io.pitchside.model.topic.Topics.MATCH_SETUP;
import static io.pitchside.model.topic.Topics.PLAYER_METRICS;
import static io.pitchside.model.topic.Topics.SENSOR_READINGS;

import io.pitchside.web.live.LiveHub;
import io.pitchside.web.live.LiveInput;
import io.pitchside.web.live.LiveSettings;
import io.pitchside.web.live.ReadingMarks;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows {@code sensor-readings} and {@code player-metrics} from their ends and {@code match-setup}, {@code alerts} and
 * {@code alert-acknowledgements} from their beginnings, with one consumer on one thread and no group, and feeds the hub. When Kafka cannot be read it says so on the pages,
 * tries again every second, and goes on where it was.
 *
 * <p>Lifecycle: {@link #start} returns at once; {@link #awaitReady} once the list of matches is read; {@link #close}.
 */
public final class LiveTail implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveTail.class);
    private static final int POLL_RECORDS_MAX = 10_000;
    private static final Duration POLL_MAX = Duration.ofMillis(50);
    private static final int LOOKUP_MS_MAX = 10_000;

    private final LiveHub hub;
    private final KafkaAccess kafka;
    private final Clock clock;
    private final CountDownLatch ready = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "live-tail");
    private final ReadingMarks marks = new ReadingMarks();

    /** Where to go on, by partition; filled at the first start and kept over a new consumer. */
    private final Map<TopicPartition, Long> next = new HashMap<>();

    private volatile @Nullable KafkaConsumer<ByteBuffer, ByteBuffer> consumer;

    private LiveTail(LiveHub hub, KafkaAccess kafka, Clock clock) {
        this.hub = hub;
        this.kafka = kafka;
        this.clock = clock;
        thread.setDaemon(true);
    }

    /** Starts to follow the topics, which exist. */
    public static LiveTail start(LiveHub hub, KafkaAccess kafka, Clock clock) {
        LiveTail tail = new LiveTail(hub, kafka, clock);
        tail.thread.start();
        return tail;
    }

    /** Waits until all matches known so far are in the hub; false when the time is up before. */
    public boolean awaitReady(Duration wait) throws InterruptedException {
        return ready.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void run() {
        while (closed.getCount() > 0) {
            try (KafkaConsumer<ByteBuffer, ByteBuffer> opened = open()) {
                consumer = opened;
                follow(opened);
            } catch (WakeupException e) {
                LOG.debug("the tail is closed", e);
            } catch (RuntimeException e) {
                // Also what is no fault of Kafka's: pages that stand still and say so beat a thread that is gone.
                LOG.warn("the live topics cannot be followed, trying again in a second", e);
                pause();
            } finally {
                consumer = null;
            }
        }
    }

    /** The pages' clocks go on while Kafka is away. */
    private void pause() {
        hub.feed("lost");
        hub.accept(input -> {});
        try {
            closed.await(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            closed.countDown();
            Thread.currentThread().interrupt();
        }
    }

    private KafkaConsumer<ByteBuffer, ByteBuffer> open() {
        return new KafkaConsumer<>(kafka.with(Map.of(
                "client.id",
                "pitchside-live",
                "key.deserializer",
                ByteBufferDeserializer.class,
                "value.deserializer",
                ByteBufferDeserializer.class,
                "enable.auto.commit",
                "false",
                // A stretch that retention took cannot be shown live any more.
                "auto.offset.reset",
                "latest",
                "default.api.timeout.ms",
                LOOKUP_MS_MAX,
                "max.poll.records",
                POLL_RECORDS_MAX)));
    }

    private void follow(KafkaConsumer<ByteBuffer, ByteBuffer> from) {
        seek(from);
        Map<TopicPartition, Long> setupEnds = from.endOffsets(from.assignment().stream()
                .filter(tp -> tp.topic().equals(MATCH_SETUP))
                .toList());
        hub.feed("live");
        while (closed.getCount() > 0) {
            ConsumerRecords<ByteBuffer, ByteBuffer> records = from.poll(POLL_MAX);
            hub.accept(input -> records.forEach(record -> feed(input, record)));
            records.partitions().forEach(tp -> next.put(tp, from.position(tp)));
            if (ready.getCount() > 0 && hasReached(from, setupEnds)) {
                ready.countDown();
            }
        }
    }

    private static boolean hasReached(KafkaConsumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private void feed(LiveInput input, ConsumerRecord<ByteBuffer, ByteBuffer> record) {
        ByteBuffer key = record.key();
        ByteBuffer value = record.value();
        switch (record.topic()) {
            case SENSOR_READINGS -> {
                if (key != null && value != null) {
                    input.reading(
                            record.partition(), record.offset(), key, value, RecordMarks.read(record.headers(), marks));
                }
            }
            case PLAYER_METRICS -> {
                if (value != null) {
                    input.second(record.partition(), record.offset(), bytes(value));
                }
            }
            case ALERTS -> {
                if (value != null) {
                    input.alert(bytes(value));
                }
            }
            case ALERT_ACKNOWLEDGEMENTS -> {
                if (value != null) {
                    input.acknowledgement(bytes(value));
                }
            }
            default -> {
                if (key != null) {
                    input.setup(bytes(key), value == null ? null : bytes(value));
                }
            }
        }
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    // --- where to begin ---------------------------------------------------------------------------------------------

    private void seek(KafkaConsumer<ByteBuffer, ByteBuffer> from) {
        List<TopicPartition> sensors = partitions(from, SENSOR_READINGS);
        List<TopicPartition> metrics = partitions(from, PLAYER_METRICS);
        List<TopicPartition> setups = partitions(from, MATCH_SETUP);
        // From their beginnings, too: a day of alerts, and whatever the store does not have yet.
        List<TopicPartition> alerts = new ArrayList<>(partitions(from, ALERTS));
        alerts.addAll(partitions(from, ALERT_ACKNOWLEDGEMENTS));
        List<TopicPartition> all = new ArrayList<>(sensors);
        all.addAll(metrics);
        all.addAll(setups);
        all.addAll(alerts);
        from.assign(all);
        if (next.isEmpty()) {
            next.putAll(from.endOffsets(sensors));
            next.putAll(recent(from, metrics));
            next.putAll(from.beginningOffsets(setups));
            next.putAll(from.beginningOffsets(alerts));
        }
        all.forEach(tp -> from.seek(tp, next.getOrDefault(tp, 0L)));
        hub.accept(input -> sensors.forEach(tp -> input.startsAt(
                tp.partition(),
                next.getOrDefault(tp, 0L),
                next.getOrDefault(new TopicPartition(PLAYER_METRICS, tp.partition()), 0L))));
    }

    private static List<TopicPartition> partitions(KafkaConsumer<?, ?> from, String topic) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (PartitionInfo partition : from.partitionsFor(topic)) {
            partitions.add(new TopicPartition(topic, partition.partition()));
        }
        return partitions;
    }

    /** A few minutes back: rows that the store may not have yet, and something to show at once. */
    private Map<TopicPartition, Long> recent(
            KafkaConsumer<ByteBuffer, ByteBuffer> from, List<TopicPartition> partitions) {
        long since = clock.millis() - LiveSettings.RECENT_S * 1_000L;
        Map<TopicPartition, Long> query = new HashMap<>();
        partitions.forEach(tp -> query.put(tp, since));
        Map<TopicPartition, Long> offsets = new HashMap<>(from.endOffsets(partitions));
        for (Map.Entry<TopicPartition, OffsetAndTimestamp> found :
                from.offsetsForTimes(query).entrySet()) {
            if (found.getValue() != null) {
                offsets.put(found.getKey(), found.getValue().offset());
            }
        }
        return offsets;
    }

    /** Stops following; returns once the thread has ended. */
    @Override
    public void close() {
        closed.countDown();
        KafkaConsumer<?, ?> open = consumer;
        if (open != null) {
            open.wakeup();
        }
        try {
            thread.join(Duration.ofSeconds(10).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
