package io.pitchside.benchmarks.load;

import io.pitchside.model.topic.Topic;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;
import org.apache.kafka.common.serialization.ByteBufferSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The limit: the least that any path through Kafka must do. A plain producer here puts each reading as one record
 * (acks=all, the same bytes, the same partitions) into a topic of its own on the platform's broker, and a plain
 * consumer here polls it. No front door, no job, no store, no page; the platform idles beside it.
 */
public final class KafkaLimit implements Route {
    private static final String TOPIC = "bench-limit";
    private static final int KEY_BYTES = 16;
    private static final int IN_FLIGHT_MAX = 100_000;
    private static final long ADMIN_S_MAX = 15;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final KafkaProducer<ByteBuffer, ByteBuffer> producer;
    private final KafkaConsumer<ByteBuffer, ByteBuffer> consumer;
    private final Thread consuming;
    private final Accounting accounting;
    private final Outlet outlet;
    private volatile @Nullable Exception failure;
    private volatile boolean closed;

    private KafkaLimit(String bootstrapServers, List<String> matchIds, int partitions, Accounting accounting) {
        this.accounting = accounting;
        producer = new KafkaProducer<>(Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                ByteBufferSerializer.class,
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                ByteBufferSerializer.class,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.LINGER_MS_CONFIG,
                1,
                ProducerConfig.BATCH_SIZE_CONFIG,
                256 * 1024));
        consumer = new KafkaConsumer<>(Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                ByteBufferDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ByteBufferDeserializer.class,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                20_000));
        outlet = new RecordOutlet(matchIds, partitions);
        List<TopicPartition> all = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(TOPIC, partition))
                .toList();
        consumer.assign(all);
        consumer.seekToEnd(all);
        // Resolves the end now: what is sent later must not be skipped.
        all.forEach(consumer::position);
        consuming = new Thread(this::consume, "bench-limit-consumer");
        consuming.setDaemon(true);
        consuming.start();
    }

    /** @throws IOException if the broker can't be reached */
    public static KafkaLimit open(String bootstrapServers, List<String> matchIds, int partitions, Accounting accounting)
            throws IOException {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            if (!admin.listTopics().names().get(ADMIN_S_MAX, TimeUnit.SECONDS).contains(TOPIC)) {
                admin.createTopics(List.of(new NewTopic(TOPIC, partitions, (short) 1)))
                        .all()
                        .get(ADMIN_S_MAX, TimeUnit.SECONDS);
            }
            return new KafkaLimit(bootstrapServers, matchIds, partitions, accounting);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw new IOException("Kafka at " + bootstrapServers + ": topic " + TOPIC + " can't be made or used", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while making topic " + TOPIC, e);
        }
    }

    /** Puts each reading into the producer; its buffers are used again, since the producer copies them at once. */
    private final class RecordOutlet implements Outlet {
        private final Schedule schedule = accounting.schedule();
        private final ReadingWriter[] writers;
        private final int[] partitionOf;
        private final ByteSink value = new ByteSink(ReadingWriter.READING_BYTES_MAX);
        private final ByteBuffer key = ByteBuffer.allocate(KEY_BYTES);
        private final Callback acknowledgement = (metadata, e) -> {
            accounting.acknowledged(1);
            if (e != null) {
                failure = e;
            }
        };

        RecordOutlet(List<String> matchIds, int partitions) {
            writers = new ReadingWriter[matchIds.size()];
            partitionOf = new int[matchIds.size()];
            for (int match = 0; match < writers.length; match++) {
                writers[match] = new ReadingWriter("bench", matchIds.get(match), match, schedule.hz());
                partitionOf[match] = Topic.partitionOf(matchIds.get(match), partitions);
            }
        }

        @Override
        public boolean hasRoom(long message) {
            return accounting.sent() - accounting.acknowledged() < IN_FLIGHT_MAX;
        }

        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // the callback is told of every failure
        public void send(long message, long tsMs) {
            int match = schedule.match(message);
            int first = schedule.tag(message);
            for (int tag = first; tag < first + schedule.readingsPerMessage(); tag++) {
                int seq = schedule.tick(message);
                value.truncate(0);
                writers[match].reading(value, tag, seq, tsMs);
                key.clear().putInt(match << 8 | tag).putInt(seq).putLong(tsMs).flip();
                producer.send(
                        new ProducerRecord<>(
                                TOPIC, partitionOf[match], key, ByteBuffer.wrap(value.array(), 0, value.size())),
                        acknowledgement);
            }
        }

        @Override
        public boolean flush() {
            // The producer's own thread sends; waiting for it here would hold up the schedule.
            return true;
        }
    }

    private void consume() {
        try {
            while (!closed) {
                for (ConsumerRecord<ByteBuffer, ByteBuffer> record : consumer.poll(POLL)) {
                    ByteBuffer key = record.key();
                    int tag = key.getInt();
                    int seq = key.getInt();
                    accounting.received(tag >>> 8, tag & 0xff, seq, key.getLong(), System.nanoTime());
                }
            }
        } catch (WakeupException e) {
            // Only close() wakes the consumer up, to end this thread.
            if (!closed) {
                failure = e;
            }
        } catch (KafkaException e) {
            failure = e;
        } finally {
            // A consumer belongs to one thread, and this is the one.
            consumer.close(CloseOptions.timeout(CLOSE));
        }
    }

    @Override
    public Pacer pacer() {
        return new Pacer(outlet, accounting);
    }

    @Override
    public @Nullable Exception failure() {
        return failure;
    }

    @Override
    public long cuts() {
        return 0;
    }

    @Override
    public void close() {
        closed = true;
        producer.close(CLOSE);
        consumer.wakeup();
        try {
            consuming.join(CLOSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
