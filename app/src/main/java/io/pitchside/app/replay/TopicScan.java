package io.pitchside.app.replay;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Reads stretches of topics, by offset and by time, in bounded time. Not thread-safe; it owns its consumer. */
final class TopicScan implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(10);

    private final Consumer<byte[], byte[]> consumer;
    private final long deadline;

    /**
     * @param consumer without a group; this scan's own from now on
     * @param timeMax for all that is read with it
     */
    TopicScan(Consumer<byte[], byte[]> consumer, Duration timeMax) {
        this.consumer = consumer;
        this.deadline = System.nanoTime() + timeMax.toNanos();
    }

    /** Looks at one record; an exception that is thrown reaches the caller of the scan. */
    interface Visitor {
        /** @return whether to go on */
        boolean visit(ConsumerRecord<byte[], byte[]> record);
    }

    /** Reading took longer than it may. */
    static final class TooSlowException extends IOException {
        private static final long serialVersionUID = 1;

        TooSlowException(String message) {
            super(message);
        }
    }

    /** The offset of the first record that is still there. */
    long begin(TopicPartition partition) throws IOException {
        try {
            on(partition);
            return consumer.beginningOffsets(Set.of(partition), ANSWER_MAX).getOrDefault(partition, 0L);
        } catch (KafkaException e) {
            throw unreadable(partition, e);
        }
    }

    /** The offset behind the last record. */
    long end(TopicPartition partition) throws IOException {
        try {
            on(partition);
            return consumer.endOffsets(Set.of(partition), ANSWER_MAX).getOrDefault(partition, 0L);
        } catch (KafkaException e) {
            throw unreadable(partition, e);
        }
    }

    /** The offset of the first record that was appended at that time or later; the end where there is none. */
    long offsetAt(TopicPartition partition, long atMs) throws IOException {
        try {
            on(partition);
            OffsetAndTimestamp found = consumer.offsetsForTimes(Map.of(partition, Math.max(0, atMs)), ANSWER_MAX)
                    .get(partition);
            return found == null ? end(partition) : found.offset();
        } catch (KafkaException e) {
            throw unreadable(partition, e);
        }
    }

    /** The record at that offset, if it is still there. */
    Optional<ConsumerRecord<byte[], byte[]>> at(TopicPartition partition, long offset) throws IOException {
        if (offset < begin(partition) || offset >= end(partition)) {
            return Optional.empty();
        }
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>(1);
        scan(partition, offset, offset + 1, found::add);
        return found.stream().filter(record -> record.offset() == offset).findFirst();
    }

    /**
     * Shows the records at offsets {@code [from, to)} to the visitor until it has seen enough.
     *
     * @return the offset behind the last record that was looked at
     * @throws TooSlowException if the time is over
     */
    long scan(TopicPartition partition, long from, long to, Visitor visitor) throws IOException {
        long until = Math.min(to, end(partition));
        long at = Math.max(from, begin(partition));
        if (at >= until) {
            return until;
        }
        try {
            consumer.seek(partition, at);
            while (at < until) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    if (record.offset() >= until || !visitor.visit(record)) {
                        return Math.min(record.offset() + 1, until);
                    }
                }
                at = consumer.position(partition, ANSWER_MAX);
                if (System.nanoTime() > deadline) {
                    throw new TooSlowException(
                            partition + " was read up to offset " + at + " of " + until + " when its time was over");
                }
            }
            return until;
        } catch (KafkaException e) {
            throw unreadable(partition, e);
        }
    }

    /** The consumer complains of positions that come back for a partition that it does not have. */
    private void on(TopicPartition partition) {
        if (!consumer.assignment().equals(Set.of(partition))) {
            consumer.assign(List.of(partition));
        }
    }

    private static IOException unreadable(TopicPartition partition, KafkaException e) {
        return new IOException("topic " + partition + " cannot be read: " + e.getMessage(), e);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
