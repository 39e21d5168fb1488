package io.pitchside.app.replay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitchside.model.event.DeadLetter;
import io.pitchside.model.event.EventHeaders;
import io.pitchside.model.event.EventJson;
import io.pitchside.model.topic.Topics;
import io.pitchside.model.tracking.AcceptedReading;
import io.pitchside.model.tracking.PlayerSecond;
import io.pitchside.stores.timeseries.StoreAccessException;
import io.pitchside.web.ProblemException;
import io.pitchside.web.ProblemKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds every place that one event passed: the front door, the topics, the rows it shaped, the store. Positions come from
 * the store's rows and from the times at which the broker appended records, so that only short stretches of the topics are
 * read. Thread-safe.
 */
final class EventTrace {
    private static final Duration TIME_MAX = Duration.ofSeconds(10);
    /** How many records of one topic are looked at for one hop. */
    private static final long LOOKED_AT_MAX = 20_000;
    /** How many where nothing but the event's own time says where it may be. */
    private static final long SEARCHED_MAX = 50_000;

    private static final int COPIES_MAX = 5;
    /** Repeats are worth this much of the time of whoever waits for the trace, and no more. */
    private static final long REPEATS_NANOS_MAX = 200_000_000;
    /** A sensor's clock may be behind the broker's, but rarely by more. */
    private static final long CLOCK_MS = 2_000;

    private static final Pattern READING = Pattern.compile("([^/]+)/([^/]+)/(\\d{1,18})/(-?\\d{1,18})");
    private static final Pattern POSITION = Pattern.compile("([^/]+)/(\\d{1,9})/(\\d{1,18})");
    private static final Pattern SECOND = Pattern.compile("([^/]+)/([^/]+)/(\\d{1,15})");

    private final ReplayParts parts;

    EventTrace(ReplayParts parts) {
        this.parts = parts;
    }

    /** @throws ProblemException BAD_REQUEST for what is no event id */
    ObjectNode of(String eventId) throws IOException, StoreAccessException {
        long startedAt = System.nanoTime();
        Hops hops = new Hops();
        try (TopicScan topics = new TopicScan(parts.kafka().consumer(), TIME_MAX)) {
            Matcher reading = READING.matcher(eventId);
            Matcher position = POSITION.matcher(eventId);
            Matcher second = SECOND.matcher(eventId);
            if (reading.matches()) {
                new ReadingTrace(eventId, reading, topics, hops).run();
            } else if (position.matches() && isTopic(position.group(1))) {
                position(
                        new TopicPartition(position.group(1), Integer.parseInt(position.group(2))),
                        Long.parseLong(position.group(3)),
                        topics,
                        hops);
            } else if (second.matches()) {
                second(second.group(1), second.group(2), Long.parseLong(second.group(3)), topics, hops);
            } else {
                throw new ProblemException(
                        ProblemKind.BAD_REQUEST,
                        "\"" + eventId + "\" is no event id: they are written match/sensor/ts/seq (a reading),"
                                + " match/player/second (a player's second) or topic/partition/offset (a record)");
            }
        }
        return hops.json(eventId, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedAt));
    }

    private boolean isTopic(String name) {
        return parts.pipeline().topics().stream().anyMatch(topic -> topic.name().equals(name));
    }

    // --- a record by its position -----------------------------------------------------------------------------------

    private void position(TopicPartition partition, long offset, TopicScan topics, Hops hops)
            throws IOException, StoreAccessException {
        int partitions = parts.pipeline().topic(partition.topic()).partitions();
        Optional<ConsumerRecord<byte[], byte[]>> record =
                partition.partition() < partitions ? topics.at(partition, offset) : Optional.empty();
        hops.lookedAt(partition, offset, offset + 1);
        if (record.isPresent()) {
            if (partition.topic().equals(Topics.SENSOR_READINGS)) {
                hops.frontDoor(record.get());
            }
            String id = Hops.header(record.get(), EventHeaders.EVENT_ID)
                    .map(text -> ", event id " + text)
                    .orElse("");
            hops.topic(record.get(), "key " + text(record.get().key()) + id);
        }
        deadLetter(partition, offset, record, topics, hops);
    }

    /** What became of a record that could not be used. */
    private void deadLetter(
            TopicPartition partition,
            long offset,
            Optional<ConsumerRecord<byte[], byte[]>> raw,
            TopicScan topics,
            Hops hops)
            throws IOException, StoreAccessException {
        String id = partition.topic() + "/" + partition.partition() + "/" + offset;
        Optional<DeadLetter> letter = parts.store().deadLetter(partition.topic(), partition.partition(), offset);
        if (letter.isPresent() && raw.isPresent()) {
            byte[] key = id.getBytes(StandardCharsets.UTF_8);
            TopicPartition letters = new TopicPartition(Topics.DEAD_LETTERS, 0);
            first(letters, raw.get().timestamp(), topics, hops, record -> Arrays.equals(key, record.key()))
                    .ifPresent(record -> hops.topic(record, "key " + id));
        }
        hops.lookedAt("table dead_letters of the time series");
        // The message may quote what was measured, so the reason has to do here.
        letter.ifPresent(row -> hops.store(
                "dead_letters", "rejected: " + row.reason() + "; ./pitchside dead-letters show " + id + " tells more"));
    }

    // --- one second of a player -------------------------------------------------------------------------------------

    private void second(String matchId, String playerId, long second, TopicScan topics, Hops hops)
            throws IOException, StoreAccessException {
        Optional<PlayerSecond> row = parts.store().seconds(matchId, second, second + 1).stream()
                .filter(found -> found.playerId().equals(playerId))
                .findFirst();
        hops.lookedAt("table player_metrics of the time series");
        if (row.isEmpty()) {
            return;
        }
        TopicPartition raw = parts.rawRecords(matchId);
        Optional<ConsumerRecord<byte[], byte[]>> shaping =
                topics.at(raw, row.get().revision());
        hops.lookedAt(raw, row.get().revision(), row.get().revision() + 1);
        if (shaping.isPresent()) {
            hops.frontDoor(shaping.get());
            String id = Hops.header(shaping.get(), EventHeaders.EVENT_ID).orElse("no event id");
            hops.topic(shaping.get(), "the last record that shaped the second: " + id);
            seconds(matchId, playerId, second, second, row.get().revision(), shaping.get(), topics, hops);
        }
        hops.store("player_metrics", stored(row.get()));
    }

    /** The newest record of each of these seconds in {@code player-metrics}, from a revision on. */
    private void seconds(
            String matchId,
            String playerId,
            long from,
            long to,
            long revision,
            ConsumerRecord<byte[], byte[]> raw,
            TopicScan topics,
            Hops hops)
            throws IOException {
        TopicPartition metrics = parts.partition(Topics.PLAYER_METRICS, matchId);
        byte[] key = (matchId + "/" + playerId).getBytes(StandardCharsets.UTF_8);
        TreeMap<Long, ConsumerRecord<byte[], byte[]>> found = new TreeMap<>();
        long begin = topics.offsetAt(metrics, raw.timestamp());
        long end = topics.scan(metrics, begin, begin + LOOKED_AT_MAX, record -> {
            if (Arrays.equals(key, record.key())) {
                row(record)
                        .filter(row -> row.revision() >= revision && row.second() >= from && row.second() <= to)
                        // The first row that it shaped: later corrections are others' work.
                        .ifPresent(row -> found.putIfAbsent(row.second(), record));
            }
            return found.size() < to - from + 1;
        });
        hops.lookedAt(metrics, begin, end);
        found.values().stream()
                .sorted((one, other) -> Long.compare(one.offset(), other.offset()))
                .forEach(record -> hops.topic(
                        record,
                        row(record)
                                .map(row -> "second " + row.second() + ", revision " + row.revision())
                                .orElse("")));
    }

    private static Optional<PlayerSecond> row(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Optional.of(EventJson.read(record.value(), PlayerSecond.class));
        } catch (IOException e) {
            // Nobody but the job writes this topic; what is no row of its cannot be the one that is looked for.
            return Optional.empty();
        }
    }

    private static String stored(PlayerSecond row) {
        return "second " + row.second() + ", revision " + row.revision() + ", definition " + row.definitionVersion();
    }

    /** The first record that was appended at that time or later and fits. */
    private static Optional<ConsumerRecord<byte[], byte[]>> first(
            TopicPartition partition, long atMs, TopicScan topics, Hops hops, Fit fit) throws IOException {
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>(1);
        long begin = topics.offsetAt(partition, atMs);
        long end = topics.scan(partition, begin, begin + LOOKED_AT_MAX, record -> {
            if (fit.is(record)) {
                found.add(record);
            }
            return found.isEmpty();
        });
        hops.lookedAt(partition, begin, end);
        return found.stream().findFirst();
    }

    private interface Fit {
        boolean is(ConsumerRecord<byte[], byte[]> record);
    }

    private static String text(byte[] key) {
        return key == null ? "none" : new String(key, StandardCharsets.UTF_8);
    }

    // --- a reading --------------------------------------------------------------------------------------------------

    /** The search for one reading. */
    private final class ReadingTrace {
        private final byte[] eventId;
        private final String matchId;
        private final String sensorId;
        private final long ts;
        private final long seq;
        private final TopicScan topics;
        private final Hops hops;

        ReadingTrace(String eventId, Matcher id, TopicScan topics, Hops hops) {
            this.eventId = eventId.getBytes(StandardCharsets.UTF_8);
            this.matchId = id.group(1);
            this.sensorId = id.group(2);
            this.ts = Long.parseLong(id.group(3));
            this.seq = Long.parseLong(id.group(4));
            this.topics = topics;
            this.hops = hops;
        }

        void run() throws IOException, StoreAccessException {
            Optional<AcceptedReading> stored = parts.store().reading(matchId, sensorId, ts, seq);
            hops.lookedAt("table readings of the time series");
            TopicPartition raw = parts.rawRecords(matchId);
            List<ConsumerRecord<byte[], byte[]>> copies =
                    stored.isPresent() ? copiesFrom(raw, stored.get().offset(), LOOKED_AT_MAX) : searched(raw);
            if (!copies.isEmpty()) {
                hops.frontDoor(copies.get(0));
                hops.topic(
                        copies.get(0), "first copy, key " + text(copies.get(0).key()));
                for (ConsumerRecord<byte[], byte[]> copy : copies.subList(1, copies.size())) {
                    hops.topic(
                            copy,
                            "repeat, from "
                                    + Hops.header(copy, EventHeaders.SOURCE).orElse("unknown source"));
                }
            }
            if (stored.isPresent()) {
                if (!copies.isEmpty()) {
                    derived(stored.get(), copies.get(0));
                }
                rows(stored.get());
            } else if (!copies.isEmpty()) {
                deadLetter(raw, copies.get(0).offset(), Optional.of(copies.get(0)), topics, hops);
            }
        }

        /** The copies of the reading from an offset on, the first copy's. */
        private List<ConsumerRecord<byte[], byte[]>> copiesFrom(TopicPartition raw, long from, long count)
                throws IOException {
            List<ConsumerRecord<byte[], byte[]>> copies = new ArrayList<>();
            long startedAt = System.nanoTime();
            long end = topics.scan(raw, from, from + count, record -> {
                var header = record.headers().lastHeader(EventHeaders.EVENT_ID);
                if (header != null && Arrays.equals(eventId, header.value())) {
                    copies.add(record);
                }
                return copies.isEmpty()
                        || (copies.size() < COPIES_MAX && System.nanoTime() - startedAt < REPEATS_NANOS_MAX);
            });
            hops.lookedAt(raw, from, end);
            return copies;
        }

        /** Where no store says where it is: around its own time, and at the end of the log, where loaded files lie. */
        private List<ConsumerRecord<byte[], byte[]>> searched(TopicPartition raw) throws IOException {
            List<ConsumerRecord<byte[], byte[]>> copies =
                    copiesFrom(raw, topics.offsetAt(raw, ts - CLOCK_MS), SEARCHED_MAX);
            return copies.isEmpty()
                    ? copiesFrom(raw, Math.max(0, topics.end(raw) - SEARCHED_MAX), SEARCHED_MAX)
                    : copies;
        }

        private void derived(AcceptedReading reading, ConsumerRecord<byte[], byte[]> raw) throws IOException {
            byte[] key = (matchId + "/" + reading.playerId()).getBytes(StandardCharsets.UTF_8);
            first(
                            parts.partition(Topics.READINGS, matchId),
                            raw.timestamp(),
                            topics,
                            hops,
                            record -> Arrays.equals(key, record.key()) && isThis(record))
                    .ifPresent(record -> hops.topic(
                            record,
                            reading.late()
                                    ? "accepted, too late for the metrics by its sensor's clock"
                                    : "accepted, " + reading.latenessMs() + " ms behind its sensor's clock"));
            if (!reading.late()) {
                long window = parts.rules().smoothingHalfWindowMs();
                seconds(
                        matchId,
                        reading.playerId(),
                        Math.floorDiv(ts - window, 1000L),
                        Math.floorDiv(ts + window, 1000L),
                        reading.offset(),
                        raw,
                        topics,
                        hops);
            }
        }

        private boolean isThis(ConsumerRecord<byte[], byte[]> record) {
            try {
                AcceptedReading read = EventJson.read(record.value(), AcceptedReading.class);
                return read.ts() == ts && read.seq() == seq && read.sensorId().equals(sensorId);
            } catch (IOException e) {
                // Nobody but the job writes this topic; what is no reading of its cannot be this one.
                return false;
            }
        }

        private void rows(AcceptedReading reading) throws IOException, StoreAccessException {
            hops.store(
                    "readings",
                    "player " + reading.playerId() + ", first copy at " + Topics.SENSOR_READINGS + "/"
                            + reading.partition() + "/" + reading.offset());
            if (reading.late()) {
                return;
            }
            long window = parts.rules().smoothingHalfWindowMs();
            long from = Math.floorDiv(ts - window, 1000L);
            long to = Math.floorDiv(ts + window, 1000L);
            parts.store().seconds(matchId, from, to + 1).stream()
                    .filter(row -> row.playerId().equals(reading.playerId()))
                    .forEach(row -> hops.store("player_metrics", stored(row)));
            hops.lookedAt("table player_metrics of the time series");
        }
    }
}
