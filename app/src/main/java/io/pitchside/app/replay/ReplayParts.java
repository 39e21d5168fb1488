package io.pitchside.app.replay;

import static java.util.Objects.requireNonNull;

import io.pitchside.app.embedded.KafkaClients;
import io.pitchside.app.embedded.Positions;
import io.pitchside.app.trust.Audit;
import io.pitchside.model.pipeline.Pipeline;
import io.pitchside.model.topic.Topic;
import io.pitchside.model.topic.Topics;
import io.pitchside.model.tracking.TrackingRules;
import io.pitchside.stores.timeseries.TimeSeriesStore;
import java.time.Clock;
import java.time.Duration;
import org.apache.kafka.common.TopicPartition;

/**
 * The parts of a running platform that a replay asks. Immutable; what it names is thread-safe.
 *
 * @param rules the rules in force
 * @param idleFlush after this long without a reading the job shows a player's open second
 * @param startedAtMs when the platform started, epoch milliseconds
 */
public record ReplayParts(
        Pipeline pipeline,
        KafkaClients kafka,
        Positions positions,
        Audit audit,
        TimeSeriesStore store,
        TrackingRules rules,
        Duration idleFlush,
        long startedAtMs,
        Clock clock) {
    public ReplayParts {
        requireNonNull(pipeline, "pipeline");
        requireNonNull(kafka, "kafka");
        requireNonNull(positions, "positions");
        requireNonNull(audit, "audit");
        requireNonNull(store, "store");
        requireNonNull(rules, "rules");
        requireNonNull(idleFlush, "idleFlush");
        requireNonNull(clock, "clock");
    }

    /** Where everything of a match stands in a topic that is partitioned by match. */
    TopicPartition partition(String topic, String matchId) {
        return new TopicPartition(
                topic, Topic.partitionOf(matchId, pipeline.topic(topic).partitions()));
    }

    /** Where the raw records of a match stand. */
    TopicPartition rawRecords(String matchId) {
        return partition(Topics.SENSOR_READINGS, matchId);
    }
}
