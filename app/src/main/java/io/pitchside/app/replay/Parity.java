package io.pitchside.app.replay;

import io.pitchside.app.trust.Audit;
import io.pitchside.jobs.tracking.TrackingReplay;
import io.pitchside.model.topic.Topics;
import io.pitchside.model.tracking.SetupApplied;
import io.pitchside.stores.timeseries.StoreAccessException;
import io.pitchside.web.ProblemException;
import io.pitchside.web.ProblemKind;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Recomputes a match with the rules in force, once from the topic and once from the store, and compares the final value
 * of every key with what is stored. Thread-safe.
 *
 * <p>The cut is where the log ended when the check began: it waits until the job has covered that and the store shows it,
 * replays the records before it, and compares the rows that are final there. A match that is finished, or has been quiet
 * for a while, has no open seconds and is compared completely.
 */
final class Parity {
    /** How long the store may take to catch up with where the log ended. */
    private static final Duration SETTLE_MAX = Duration.ofSeconds(60);
    /** The job looks for idle players at most this many flush intervals after their last reading. */
    private static final int IDLE_FLUSHES = 2;

    private static final Duration IDLE_MARGIN = Duration.ofSeconds(5);

    private final ReplayParts parts;

    Parity(ReplayParts parts) {
        this.parts = parts;
    }

    /** Where one check stands: the match, the end of the log it is compared up to, and until when it may run. */
    private record Check(
            String matchId, TopicPartition raw, long cut, boolean ledgerHolds, long deadline, long beganMs) {}

    /**
     * @param timeMax for the whole check
     * @throws ProblemException NOT_FOUND for a match that nobody knows, UNAVAILABLE if the store does not catch up
     */
    ParityReport verify(String matchId, Duration timeMax)
            throws IOException, StoreAccessException, InterruptedException {
        long deadline = System.nanoTime() + timeMax.toNanos();
        long beganMs = parts.clock().millis();
        TopicPartition raw = parts.rawRecords(matchId);
        long cut = parts.positions()
                .ends(List.of(parts.pipeline().topic(Topics.SENSOR_READINGS)))
                .getOrDefault(raw, 0L);
        Audit.Finding finding = parts.audit().run(SETTLE_MAX);
        if (!finding.settled()) {
            throw new ProblemException(
                    ProblemKind.UNAVAILABLE,
                    "the store has not caught up with the job within " + SETTLE_MAX.toSeconds()
                            + " s, so nothing can be compared: " + String.join("; ", finding.unsettled()));
        }
        return verified(new Check(matchId, raw, cut, finding.differences().isEmpty(), deadline, beganMs));
    }

    private ParityReport verified(Check check) throws IOException, StoreAccessException {
        List<SetupApplied> setups = parts.store().setups(check.matchId()).stream()
                .filter(setup -> setup.partition() == check.raw().partition())
                .toList();
        long startedAt = System.nanoTime();
        TrackingReplay fromStore = TrackingReplay.of(check.matchId(), parts.rules());
        StoredMatch stored = new StoredMatch(parts.store(), check.matchId(), setups, check.cut(), check.deadline());
        stored.into(ReplayInput.into(fromStore));
        if (!stored.any()) {
            throw new ProblemException(
                    ProblemKind.NOT_FOUND,
                    "nothing of a match \"" + check.matchId() + "\" was accepted; GET /api/v1/matches lists them all");
        }
        try (TopicScan topic = new TopicScan(parts.kafka().consumer(), remaining(check))) {
            boolean quiet = quiet(check, stored, topic);
            if (quiet) {
                fromStore.finish();
            }
            ParityReport.Source ofStore = compared("store", stored.first(), fromStore, check, startedAt);
            ParityReport.Source ofTopic = ofTopic(check, stored.first(), quiet, topic);
            return new ParityReport(check.matchId(), parts.rules().definitionVersion(), List.of(ofTopic, ofStore));
        }
    }

    private static Duration remaining(Check check) {
        return Duration.ofNanos(Math.max(1, check.deadline() - System.nanoTime()));
    }

    /** Whether the match has been silent for so long that the job has shown every second that was open. */
    private boolean quiet(Check check, StoredMatch stored, TopicScan topic) throws IOException {
        // After a restart the job comes to old records late, so its start counts like a record.
        long heardAtMs = parts.startedAtMs();
        Optional<ConsumerRecord<byte[], byte[]>> last = topic.at(check.raw(), stored.last());
        if (last.isPresent()) {
            heardAtMs = Math.max(heardAtMs, last.get().timestamp());
        }
        long quietMs = check.beganMs() - heardAtMs;
        return quietMs > parts.idleFlush().toMillis() * IDLE_FLUSHES + IDLE_MARGIN.toMillis();
    }

    private ParityReport.Source ofTopic(Check check, long first, boolean quiet, TopicScan topic)
            throws IOException, StoreAccessException {
        long startedAt = System.nanoTime();
        long begin = topic.begin(check.raw());
        if (begin > first) {
            return ParityReport.Source.absent(
                    "topic",
                    begin,
                    check.cut(),
                    "not compared: the match begins at offset " + first + " of " + check.raw()
                            + ", of which retention has left what is at " + begin + " and behind");
        }
        TrackingReplay replay = TrackingReplay.of(check.matchId(), parts.rules());
        long unused = topic.scan(check.raw(), first, check.cut(), record -> {
            replay.record(record);
            return true;
        });
        if (quiet) {
            replay.finish();
        }
        return compared("topic", first, replay, check, startedAt);
    }

    private ParityReport.Source compared(String name, long from, TrackingReplay replay, Check check, long startedAt)
            throws StoreAccessException, IOException {
        String version = parts.rules().definitionVersion();
        RowComparison.Result result =
                RowComparison.of(replay, check.cut(), version, (fromSecond, toSecond) -> parts.store()
                        .seconds(check.matchId(), fromSecond, toSecond));
        long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedAt);
        return new ParityReport.Source(
                name, from, check.cut(), replay.records(), Optional.of(result), tookMs, note(result, check));
    }

    private String note(RowComparison.Result result, Check check) {
        StringJoiner text = new StringJoiner("; ");
        for (Map.Entry<String, Long> other : result.otherDefinitions().entrySet()) {
            text.add(other.getValue() + " stored rows were made by definition " + other.getKey()
                    + ", they were recomputed with " + parts.rules().definitionVersion());
        }
        if (result.leftOut() > 0) {
            text.add(result.leftOut() + " stored rows were left out: open, or changed behind offset " + check.cut());
        }
        if (!check.ledgerHolds()) {
            text.add("the ledger does not balance: ./pitchside audit shows where");
        }
        return text.toString();
    }
}
