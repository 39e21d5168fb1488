package io.pitchside.jobs.tracking;

import static java.util.Objects.requireNonNull;

import io.pitchside.model.tracking.AlertRules;
import io.pitchside.model.tracking.TrackingRules;
import java.time.Duration;
import java.util.Map;

/**
 * What the job needs to know beside its rules.
 *
 * @param bootstrapServers where Kafka is
 * @param kafkaProperties further client properties (SASL, TLS, …), for sources and sinks alike
 * @param parallelism tasks; above 1 the stream is exchanged by match
 * @param idleFlush after this long without a reading a player's open second is shown as it stands
 */
public record TrackingJobSettings(
        String bootstrapServers,
        Map<String, String> kafkaProperties,
        int parallelism,
        Duration idleFlush,
        TrackingRules rules,
        AlertRules alerts) {
    public TrackingJobSettings {
        requireNonNull(bootstrapServers, "bootstrapServers");
        kafkaProperties = Map.copyOf(kafkaProperties);
        requireNonNull(idleFlush, "idleFlush");
        requireNonNull(rules, "rules");
        requireNonNull(alerts, "alerts");
        if (parallelism < 1) {
            throw new IllegalArgumentException("parallelism is " + parallelism + ", at least 1 is needed");
        }
    }
}
