package io.pitchside.app.embedded;

import io.pitchside.model.topic.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** Where topics end and how far groups have come, asked of the broker. Thread-safe. */
public final class Positions {
    private static final Duration WAIT_MAX = Duration.ofSeconds(10);

    private final Admin admin;

    /** @param admin stays the caller's to close */
    public Positions(Admin admin) {
        this.admin = admin;
    }

    /**
     * The offset behind the last record of every partition of these topics.
     *
     * @throws IOException if Kafka does not say
     */
    public Map<TopicPartition, Long> ends(Collection<Topic> topics) throws IOException, InterruptedException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        for (Topic topic : topics) {
            for (int partition = 0; partition < topic.partitions(); partition++) {
                wanted.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
            }
        }
        Map<TopicPartition, Long> ends = new HashMap<>();
        answer(admin.listOffsets(wanted).all()).forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    /**
     * The offsets that a sink connector committed; a partition of which it never committed any has no entry.
     *
     * @throws IOException if Kafka does not say
     */
    public Map<TopicPartition, Long> committed(String sink) throws IOException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> found =
                answer(admin.listConsumerGroupOffsets(Leftovers.group(sink)).partitionsToOffsetAndMetadata());
        Map<TopicPartition, Long> committed = new HashMap<>();
        found.forEach((partition, offset) -> {
            if (offset != null) {
                committed.put(partition, offset.offset());
            }
        });
        return committed;
    }

    /** How many records below the given ends a group that committed this far has not written. */
    public static long lag(Map<TopicPartition, Long> ends, Map<TopicPartition, Long> committed) {
        return ends.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - committed.getOrDefault(end.getKey(), 0L)))
                .sum();
    }

    private static <T> T answer(KafkaFuture<T> future) throws IOException, InterruptedException {
        try {
            return future.get(WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException("Kafka does not say where its topics end: " + Reason.of(e), e);
        } catch (TimeoutException e) {
            throw new IOException("Kafka did not answer within " + WAIT_MAX.toSeconds() + " s", e);
        }
    }
}
