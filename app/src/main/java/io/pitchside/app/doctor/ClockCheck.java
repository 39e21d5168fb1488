package io.pitchside.app.doctor;

import static io.pitchside.model.topic.Topics.SENSOR_READINGS;

import io.pitchside.app.embedded.KafkaClients;
import io.pitchside.model.event.EventHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/** Compares the clock of the front door with the broker's, by the newest record that passed both. Stateless. */
public final class ClockCheck {
    private static final String NAME = "clock";
    private static final Duration ANSWER_MAX = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final long SKEW_MS_GOOD = 1_000;

    private ClockCheck() {}

    /**
     * Asks Kafka.
     *
     * @param partitions of the topic of raw readings
     * @param aheadMsMax how far a live reading may be ahead of its receipt
     * @param now this machine's clock, epoch milliseconds; looked at behind the record
     */
    public static Check of(KafkaClients kafka, int partitions, long aheadMsMax, LongSupplier now) {
        try (Consumer<byte[], byte[]> consumer = kafka.consumer()) {
            List<TopicPartition> all = IntStream.range(0, partitions)
                    .mapToObj(partition -> new TopicPartition(SENSOR_READINGS, partition))
                    .toList();
            Map<TopicPartition, Long> ends = consumer.endOffsets(all, ANSWER_MAX);
            List<TopicPartition> filled =
                    all.stream().filter(one -> ends.getOrDefault(one, 0L) > 0).toList();
            if (filled.isEmpty()) {
                return Check.ok(NAME, "no reading came in yet, so there is nothing to compare");
            }
            consumer.assign(filled);
            filled.forEach(one -> consumer.seek(one, ends.getOrDefault(one, 1L) - 1));
            ConsumerRecord<byte[], byte[]> newest = null;
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL.plus(ANSWER_MAX))) {
                newest = newest == null || record.timestamp() > newest.timestamp() ? record : newest;
            }
            return newest == null
                    ? Check.ok(NAME, "the newest reading is gone already, so there is nothing to compare")
                    : judged(newest.timestamp(), ingestedAtMs(newest), aheadMsMax, now.getAsLong());
        } catch (KafkaException e) {
            return Check.warning(NAME, "cannot be compared: " + e.getMessage(), "see the check of kafka");
        }
    }

    private static long ingestedAtMs(ConsumerRecord<byte[], byte[]> record) {
        Header header = record.headers().lastHeader(EventHeaders.INGESTED_AT);
        String digits = header == null ? "" : new String(header.value(), StandardCharsets.US_ASCII);
        return digits.matches("[0-9]{1,18}") ? Long.parseLong(digits) / 1000 : record.timestamp();
    }

    static Check judged(long appendedAtMs, long ingestedAtMs, long aheadMsMax, long nowMs) {
        String fix = "set both machines' clocks by NTP: readings that seem more than " + aheadMsMax
                + " ms ahead of their receipt are refused";
        if (appendedAtMs > nowMs + SKEW_MS_GOOD) {
            long skewMs = appendedAtMs - nowMs;
            return Check.problem(NAME, "the broker's clock is " + skewMs + " ms ahead of this machine's", fix);
        }
        long skewMs = appendedAtMs - ingestedAtMs;
        String detail = "the broker stamped the newest reading " + skewMs + " ms after the front door";
        if (skewMs < -SKEW_MS_GOOD) {
            return Check.problem(NAME, detail, fix);
        }
        return skewMs <= SKEW_MS_GOOD
                ? Check.ok(NAME, detail)
                : Check.warning(NAME, detail, "that reading waited for the broker; if it is always so: " + fix);
    }
}
